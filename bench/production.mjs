// What the options for production cost a request, in processor time of the server: a clock on the wall would tell of the
// machine. Each is measured against the same app without it.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from '../scripts/lib/setup.mjs';
import { startTime } from './lib/containers.mjs';
import { costOf } from './lib/cost.mjs';
import { Candidate, docker, generate } from './lib/images.mjs';
import { interleave, ratioLine } from './lib/measure.mjs';
import { ADDRESS, startPostgres } from './lib/postgres.mjs';

const ROUNDS = 5;

/** The same question without the managed package: an engine and a session as tutorials write them. */
const BY_HAND = `

from collections.abc import AsyncIterator  # noqa: E402
from typing import Annotated  # noqa: E402

from fastapi import Depends  # noqa: E402
from sqlalchemy import select  # noqa: E402
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine  # noqa: E402

from orders.models import StoredItem  # noqa: E402
from orders.routers.items import Item  # noqa: E402

by_hand = async_sessionmaker(create_async_engine("postgresql+psycopg://${ADDRESS}"), expire_on_commit=False)


async def own_session() -> AsyncIterator[AsyncSession]:
    async with by_hand.begin() as session:
        yield session


@app.get("/by-hand")
async def list_by_hand(session: Annotated[AsyncSession, Depends(own_session, scope="function")]) -> list[Item]:
    rows = await session.scalars(select(StoredItem).order_by(StoredItem.name, StoredItem.id).offset(0).limit(20))
    return [Item.model_validate(row) for row in rows]
`;

const READY = '/health/ready';

const CANDIDATES = {
  off: [],
  json: ['--logFormat', 'json'],
  metrics: ['--metrics', 'prometheus'],
  telemetry: ['--telemetry', 'otlp'],
  database: ['--database', 'postgres'],
};

const migrated = (id) => docker('exec', id, 'python', '-m', 'orders._container.migrate', 'upgrade', 'head');

function lines({ costs, ready }) {
  const unit = 'µs of processor time';
  const beside = (name, goal) =>
    ratioLine(`a request with ${name}`, costs[name], 'everything off', costs.off, unit, goal);
  return [
    beside('json', 'at most 1.5'),
    beside('metrics', 'at most 1.3'),
    beside('telemetry', ''),
    ratioLine('a request with telemetry and no endpoint', costs.untraced, 'everything off', costs.off, unit),
    ratioLine('a route on the database', costs.database, 'the same by hand', costs.byHand, unit, 'at most 1.1'),
    ratioLine('start until ready, with a database', ready.database, 'without', ready.off, 'ms', 'at most 1.4'),
  ];
}

export default async function production() {
  if (!dockerAnswers()) return ['no Docker engine answers: nothing was measured'];
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const server = startPostgres(root);
  const onDatabase = ['--network', server.network, '--env', `DATABASE_URL=postgresql://${ADDRESS}`];
  const made = Object.entries(CANDIDATES).map(([name, options]) => [
    name,
    new Candidate(`production-${name}`, generate(root, name, '--python', '3.12', ...options)),
  ]);
  const { off, json, metrics, telemetry, database } = Object.fromEntries(made);
  try {
    appendFileSync(join(database.directory, 'orders/main.py'), BY_HAND);
    for (const [, candidate] of made) candidate.build();
    // Nobody collects: what is traced is thrown away once it could not be sent.
    const endpoint = ['--env', 'OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9'];
    const cost =
      ({ image }, path = '/items', flags = []) =>
      () =>
        costOf(image, path, flags, flags === onDatabase ? migrated : undefined);
    const costs = await interleave(
      {
        off: cost(off),
        json: cost(json),
        metrics: cost(metrics, '/items', ['--env', 'METRICS_PORT=9901']),
        telemetry: cost(telemetry, '/items', endpoint),
        untraced: cost(telemetry),
        database: cost(database, '/items', onDatabase),
        byHand: cost(database, '/by-hand', onDatabase),
      },
      ROUNDS,
    );
    const start =
      ({ image }, flags = []) =>
      () =>
        startTime(image, flags, READY);
    const ready = await interleave({ off: start(off), database: start(database, onDatabase) }, 9);
    return lines({ costs, ready });
  } finally {
    server.remove();
    for (const [, candidate] of made) candidate.remove();
    rmSync(root, { recursive: true, force: true });
  }
}
