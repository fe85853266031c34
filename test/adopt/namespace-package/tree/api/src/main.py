from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI

from .core.config import settings
from .routers.web import router as web_router


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(title=settings.api_title, lifespan=lifespan)
app.include_router(web_router, prefix="/web")


@app.get("/health")
async def health_check():
    """Tell that it works."""
    return {"status": "healthy"}


if __name__ == "__main__":
    uvicorn.run("api.src.main:app", host=settings.host, port=settings.port, reload=True)
