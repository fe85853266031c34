# Managed by fastapi-container 0.2. Change the options in fastapi-container.json, not this file.
# sha256:700588cb45d12d8b73b965e89c44295b60be51943ac6ccaf9e8c1cb399c91ea8

"""What the container options have to do with the application.

Its routes, its tests and the image's health check agree by the constants. What an option needs in
the application goes through the four functions: an option that is switched on later changes this
package, and not the code that calls it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import FastAPI

LIVE_PATH: Final = "/healthz"
READY_PATH: Final = "/health/ready"


def arguments() -> dict[str, Any]:
    """Goes into the constructor: `FastAPI(**arguments())`."""
    return {}


def install(app: FastAPI) -> None:
    """Called once, when the application is made."""


@asynccontextmanager
async def resources(app: FastAPI) -> AsyncIterator[None]:
    """Around the `yield` of the lifespan: open while the application runs."""
    yield


async def ready(app: FastAPI) -> bool:
    """Part of the answer of the readiness route."""
    return True
