"""What clients find difficult: a union, a value that may be nothing, an enumeration, a list in a query, an upload."""

from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter, Query, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class Status(StrEnum):
    new = "new"
    paid = "paid"


class Card(BaseModel):
    kind: Literal["card"]
    number: str


class Cash(BaseModel):
    kind: Literal["cash"]
    given: int


class NewOrder(BaseModel):
    payment: Annotated[Card | Cash, Field(discriminator="kind")]
    note: str | None


class Order(NewOrder):
    id: int
    status: Status


class Missing(BaseModel):
    order_id: int


class Receipt(BaseModel):
    name: str | None
    size: int


router = APIRouter(prefix="/orders", tags=["orders"])
orders: list[Order] = []


@router.get("")
async def list_orders(status: Annotated[list[Status] | None, Query()] = None) -> list[Order]:
    return [order for order in orders if status is None or order.status in status]


@router.post("", status_code=201)
async def create_order(new: NewOrder) -> Order:
    paid = Status.paid if new.payment.kind == "cash" else Status.new
    order = Order(id=len(orders), status=paid, **new.model_dump())
    orders.append(order)
    return order


@router.get("/{order_id}", response_model=Order, responses={404: {"model": Missing}})
async def get_order(order_id: int) -> Order | JSONResponse:
    if order_id < len(orders):
        return orders[order_id]
    return JSONResponse(Missing(order_id=order_id).model_dump(), 404)


@router.post("/{order_id}/receipt")
async def add_receipt(order_id: int, file: UploadFile) -> Receipt:
    return Receipt(name=file.filename, size=len(await file.read()))
