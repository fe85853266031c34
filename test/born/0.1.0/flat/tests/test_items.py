from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from settings import Settings, get_settings


def test_a_created_item_can_be_read(client: TestClient) -> None:
    response = client.post("/items", json={"name": " lamp ", "quantity": 2})

    assert response.status_code == 201
    item = response.json()
    assert item == {"id": item["id"], "name": "lamp", "quantity": 2}
    assert client.get(f"/items/{item['id']}").json() == item


def test_items_are_listed_in_pages(client: TestClient) -> None:
    assert client.get("/items").json() == []
    for name in ("lamp", "desk", "chair"):
        client.post("/items", json={"name": name})

    page = client.get("/items", params={"offset": 1, "limit": 1}).json()

    assert [item["name"] for item in page] == ["desk"]


def test_an_unknown_item_is_not_found(client: TestClient) -> None:
    assert client.get(f"/items/{uuid4()}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "  "},
        {"name": "x" * 81},
        {"name": "lamp", "quantity": 0},
        {"name": "lamp", "quantity": 10_001},
        {"name": "lamp", "colour": "red"},
    ],
)
def test_an_invalid_item_is_refused(client: TestClient, body: dict[str, object]) -> None:
    assert client.post("/items", json=body).status_code == 422
    assert client.get("/items").json() == []


@pytest.mark.parametrize("settings", [Settings(max_items=1)])
def test_a_full_store_takes_no_more(client: TestClient) -> None:
    assert client.post("/items", json={"name": "lamp"}).status_code == 201
    assert client.post("/items", json={"name": "desk"}).status_code == 507


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_MAX_ITEMS", "7")
    get_settings.cache_clear()

    assert get_settings().max_items == 7
    get_settings.cache_clear()


def test_a_wrong_setting_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_MAX_ITEMS", "0")

    with pytest.raises(ValidationError, match="max_items"):
        Settings()
