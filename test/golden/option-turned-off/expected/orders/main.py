from fastapi import FastAPI

from orders import _container

app = FastAPI(**_container.arguments())
_container.install(app)
