from fastapi import Depends, FastAPI

from app.routes import home_router
from core.config import config
from core.logging import Logging


def init_routers(app_: FastAPI) -> None:
    app_.include_router(home_router)


def create_app() -> FastAPI:
    app_ = FastAPI(
        title="Board",
        docs_url=None if config.ENV == "production" else "/docs",
        dependencies=[Depends(Logging)],
    )
    init_routers(app_=app_)
    return app_


app = create_app()
