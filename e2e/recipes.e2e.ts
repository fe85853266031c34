import { join } from 'node:path';
import { App } from './support/app';
import { keepOnFailure, read, write } from './support/workspace';

/** The code on the page, by the path in its first line. */
function recipes(): Record<string, string> {
  const page = read(__dirname, '../docs/recipes.md');
  const blocks = [...page.matchAll(/^```python\n# (\S+)\n([^]*?)^```$/gm)];
  return Object.fromEntries(blocks.map(([, path = '', code = '']) => [path, code]));
}

/** What the code promises, against a provider with keys of its own. */
const TESTS = `
import importlib
import json
import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

from orders.csrf import same_origin
from orders.sessions import add_sessions

KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Provider(BaseHTTPRequestHandler):
    def do_GET(self):
        jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1"}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"keys": [jwk]}).encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def provider():
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        issuer = os.environ["IDENTITY_ISSUER"] = f"http://127.0.0.1:{server.server_port}"
        yield issuer
        server.shutdown()


@pytest.fixture(scope="module")
def client(provider):
    app = FastAPI()
    app.include_router(importlib.import_module("orders.routers.me").router)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def signed(issuer, key=KEY, algorithm="RS256", without=(), **changed):
    claims = {"iss": issuer, "aud": "orders", "sub": "anna", "exp": time.time() + 60} | changed
    for name in without:
        del claims[name]
    token = jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "1"})
    return {"authorization": f"Bearer {token}"}


def test_a_user(client, provider):
    answer = client.get("/me", headers=signed(provider))
    assert (answer.status_code, answer.json()) == (200, {"user": "anna"})


def test_nobody(client):
    assert client.get("/me").status_code == 401


@pytest.mark.parametrize("change", [
    {"exp": 1}, {"aud": "billing"}, {"iss": "https://evil.example.com"}, {"key": OTHER},
    {"without": ["exp"]}, {"without": ["sub"]},
    {"key": None, "algorithm": "none"}, {"key": "s" * 64, "algorithm": "HS256"},
])
def test_a_token_that_proves_nothing(client, provider, change):
    answer = client.get("/me", headers=signed(provider, **change))
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_provider_that_is_down(client, monkeypatch):
    identity = importlib.import_module("orders.identity")
    monkeypatch.setattr(identity, "keys", jwt.PyJWKClient("http://127.0.0.1:1/", timeout=3))
    assert client.get("/me", headers=signed(identity.ISSUER)).status_code == 503


def test_a_session():
    app = FastAPI()
    add_sessions(app, "any secret will do here")

    @app.get("/")
    async def count(request: Request) -> int:
        request.session["count"] = request.session.get("count", 0) + 1
        return request.session["count"]

    with TestClient(app, base_url="https://localhost") as client:
        first = client.get("/")
        assert (first.json(), client.get("/").json()) == (1, 2)
        cookie = first.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "secure", "samesite=lax", "max-age=28800"))
        forged = first.cookies["session"][:-3] + "abc"
        client.cookies.clear()
        assert client.get("/", headers={"cookie": f"session={forged}"}).json() == 1


@pytest.mark.parametrize(("method", "site", "status"), [
    ("POST", "cross-site", 403), ("POST", "same-site", 403), ("DELETE", "cross-site", 403),
    ("POST", "same-origin", 200), ("POST", "none", 200), ("POST", None, 200), ("GET", "cross-site", 200),
])
def test_another_site(method, site, status):
    app = FastAPI(dependencies=[Depends(same_origin)])
    app.add_api_route("/", lambda: None, methods=["GET", "POST", "DELETE"])
    with TestClient(app, base_url="http://localhost") as client:
        headers = {} if site is None else {"sec-fetch-site": site}
        assert client.request(method, "/", headers=headers).status_code == status
`;

test(
  'the code of the recipes passes the checks of a new app, and does what the page says',
  keepOnFailure(() => {
    const app = new App('recipes');
    app.create();
    app.require('pyjwt[crypto]', 'itsdangerous');
    const files = recipes();
    expect(Object.keys(files)).toEqual([
      'orders/identity.py',
      'orders/routers/me.py',
      'orders/sessions.py',
      'orders/csrf.py',
    ]);
    for (const [path, code] of Object.entries(files)) write(join(app.path, path), code);
    for (const task of ['lint', 'typecheck']) app.succeed('run', task);
    write(join(app.path, 'tests/test_recipes.py'), TESTS);
    expect(app.succeed('run', 'test', '.', '--', '-q', 'tests/test_recipes.py')).toMatch(/^19 passed/m);
  }),
);
