// An application of a real size: packages that take long to import, and forty modules of its own.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = 40;

/** What it needs besides the framework. */
const REQUIREMENTS = 'sqlalchemy\nhttpx\n';

const FUNCTIONS = Array.from(
  { length: 10 },
  (_, at) => `
def step_${at}(values: dict[str, int], factor: int = ${at}) -> dict[str, int]:
    """Multiplies what is there, and leaves out what comes to nothing."""
    return {key: value * factor for key, value in values.items() if value * factor > 0}
`,
).join('\n');

/** A module as applications have dozens of: tables, a model, routes, functions. */
const moduleText = (index) => `"""Part ${index} of the application."""

import httpx
from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

router = APIRouter(prefix="/part-${index}", tags=["part-${index}"])


class Base(DeclarativeBase):
    pass


class Owner(Base):
    __tablename__ = "owner_${index}"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    things: Mapped[list["Thing"]] = relationship(back_populates="owner")


class Thing(Base):
    __tablename__ = "thing_${index}"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owner_${index}.id"))
    owner: Mapped[Owner] = relationship(back_populates="things")


class ThingModel(BaseModel):
    name: str = Field(min_length=1, max_length=80)
    price: float = Field(gt=0)
    tags: list[str] = []


@router.get("/things/{thing_id}")
async def thing(thing_id: int) -> ThingModel:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"https://things.example.com/{thing_id}")
    return ThingModel.model_validate(answer.json())


@router.post("/things")
async def create(model: ThingModel) -> ThingModel:
    return model

${FUNCTIONS}`;

/** Makes the application in a directory, as it is generated, one of a real size. */
export function enlarge(directory) {
  const parts = join(directory, 'orders', 'parts');
  mkdirSync(parts);
  const names = Array.from({ length: MODULES }, (_, index) => `part_${index}`);
  names.forEach((name, index) => writeFileSync(join(parts, `${name}.py`), moduleText(index)));
  const imports = names.map((name) => `from orders.parts import ${name}\n`).join('');
  const routers = names.map((name) => `${name}.router`).join(', ');
  writeFileSync(join(parts, '__init__.py'), `${imports}\nROUTERS = [${routers}]\n`);
  const main = '\nfrom orders.parts import ROUTERS\n\nfor part in ROUTERS:\n    app.include_router(part)\n';
  appendFileSync(join(directory, 'orders', 'main.py'), main);
  appendFileSync(join(directory, 'requirements.txt'), REQUIREMENTS);
}
