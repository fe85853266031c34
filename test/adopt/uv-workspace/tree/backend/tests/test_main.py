from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import app

other = FastAPI()


def test_health() -> None:
    assert TestClient(app).get("/api/v1/utils/health-check/").json() is True
