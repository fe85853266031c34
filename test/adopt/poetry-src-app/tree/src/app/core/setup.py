from typing import Any

from fastapi import APIRouter, FastAPI
from itsdangerous import URLSafeSerializer


def create_application(router: APIRouter, **kwargs: Any) -> FastAPI:
    """Make the application.

    Example:
        application = FastAPI()
    """
    application = FastAPI(**kwargs)
    application.state.serializer = URLSafeSerializer("for links")
    application.include_router(router)
    return application
