from typing import Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from .api import api_router
from .plugins import plugin_api

app = FastAPI(openapi_url="")
frontend = FastAPI(openapi_url="")
api = FastAPI(
    title="Incidents",
    root_path="/api/v1",
)

api.include_router(api_router)


@frontend.middleware("http")
async def default_page(request, call_next):
    return await call_next(request)


NAME: Final = "incidents"
app.mount("/api/v1", app=api)
app.mount("/plugins", app=plugin_api)
app.mount("/", app=frontend)
