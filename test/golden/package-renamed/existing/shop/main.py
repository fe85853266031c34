from fastapi import FastAPI

from shop import _container

app = FastAPI(**_container.arguments())
_container.install(app)
