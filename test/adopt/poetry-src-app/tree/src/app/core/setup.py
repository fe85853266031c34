from typing import Any

from fastapi import APIRouter, FastAPI


def create_application(router: APIRouter, **kwargs: Any) -> FastAPI:
    """Make the application.

    Example:
        application = FastAPI()
    """
    application = FastAPI(**kwargs)
    application.include_router(router)
    return application
