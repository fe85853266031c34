"""An example resource: replace it with yours."""

from itertools import islice
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, HTTPException, Query, Request, status
from pydantic import BaseModel, ConfigDict, Field


class NewItem(BaseModel):
    """What a client may send. Unknown fields are refused, so that a typo is not lost silently."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1, max_length=80)]
    quantity: Annotated[int, Field(ge=1, le=10_000)] = 1


class Item(NewItem):
    """What a client gets back."""

    id: UUID


class ItemStore:
    """In memory and per process: with several workers, each has items of its own."""

    def __init__(self, limit: int) -> None:
        self._items: dict[UUID, Item] = {}
        self._limit = limit

    def __len__(self) -> int:
        return len(self._items)

    @property
    def full(self) -> bool:
        """Bounded, since clients decide how much is stored."""
        return len(self) >= self._limit

    def page(self, offset: int, limit: int) -> list[Item]:
        return list(islice(self._items.values(), offset, offset + limit))

    def find(self, item_id: UUID) -> Item | None:
        return self._items.get(item_id)

    def add(self, new: NewItem) -> Item:
        item = Item(id=uuid4(), **new.model_dump())
        self._items[item.id] = item
        return item

    def clear(self) -> None:
        self._items.clear()


async def get_store(request: Request) -> ItemStore:
    """`async` although it awaits nothing: FastAPI runs a plain function in its thread pool."""
    store: ItemStore = request.app.state.items
    return store


Store = Annotated[ItemStore, Depends(get_store)]

router = APIRouter(prefix="/items", tags=["items"])


@router.get("")
async def list_items(
    store: Store,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[Item]:
    return store.page(offset, limit)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses={status.HTTP_507_INSUFFICIENT_STORAGE: {"description": "The store is full"}},
)
async def create_item(new: NewItem, store: Store) -> Item:
    if store.full:
        raise HTTPException(status.HTTP_507_INSUFFICIENT_STORAGE, "The store is full")
    return store.add(new)


@router.get(
    "/{item_id}",
    responses={status.HTTP_404_NOT_FOUND: {"description": "No such item"}},
)
async def get_item(item_id: UUID, store: Store) -> Item:
    item = store.find(item_id)
    if item is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such item")
    return item
