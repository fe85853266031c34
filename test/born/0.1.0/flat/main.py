"""Where the server starts: `main:create_app`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from routers import health, items
from routers.items import ItemStore
from settings import Settings, get_settings

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Acquire before the `yield`, release after it: a stopped container comes by here on SIGTERM."""
    settings: Settings = app.state.settings
    store = ItemStore(settings.max_items)
    app.state.items = store
    app.state.ready = True
    logger.info("%s is ready", settings.title)
    try:
        yield
    finally:
        app.state.ready = False
        logger.info("%s is stopping, items dropped: %d", settings.title, len(store))
        store.clear()


def create_app(settings: Settings | None = None) -> FastAPI:
    """A function, so that each test has an application, and settings, of its own."""
    settings = settings or get_settings()
    # Servers configure their own loggers only. This does nothing if the root logger has a handler.
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    app = FastAPI(title=settings.title, lifespan=lifespan)
    app.state.settings = settings
    app.state.ready = False
    app.include_router(health.router)
    app.include_router(items.router)
    return app
