from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import main as entry_module
from settings import Settings


@pytest.fixture
def settings() -> Settings:
    """The defaults, whatever the shell or a `.env` file says. A test may parametrize this."""
    return Settings.model_construct()


@pytest.fixture
def fastapi_app(settings: Settings) -> FastAPI:
    return entry_module.create_app(settings)


@pytest.fixture
def client(fastapi_app: FastAPI) -> Iterator[TestClient]:
    """Entered, as only that runs the lifespan."""
    with TestClient(fastapi_app) as client:
        yield client
