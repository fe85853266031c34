from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from recipes.routes import router
from recipes.settings import settings

app = FastAPI(title="Recipes", lifespan=None)


def mount_spa(app: FastAPI) -> None:
    app.mount("/", StaticFiles(directory="static"), name="spa")


def register_routers() -> None:
    app.include_router(router)


register_routers()
