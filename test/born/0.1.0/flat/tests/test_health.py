import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from _container import LIVE_PATH, READY_PATH


def test_live_does_not_wait_for_the_lifespan(fastapi_app: FastAPI) -> None:
    response = TestClient(fastapi_app).get(LIVE_PATH)

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_ready_follows_the_lifespan(fastapi_app: FastAPI) -> None:
    client = TestClient(fastapi_app)

    assert client.get(READY_PATH).status_code == 503
    with client:
        assert client.get(READY_PATH).status_code == 200
    assert client.get(READY_PATH).status_code == 503


def test_shutdown_is_logged(fastapi_app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), TestClient(fastapi_app) as client:
        client.post("/items", json={"name": "lamp"})

    assert "items dropped: 1" in caplog.messages[-1]


def test_schema_has_no_health_routes(fastapi_app: FastAPI) -> None:
    assert not {LIVE_PATH, READY_PATH} & fastapi_app.openapi()["paths"].keys()
