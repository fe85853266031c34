from fastapi import FastAPI


def register_app() -> FastAPI:
    """Register the application"""

    class MyFastAPI(FastAPI):
        pass

    app = MyFastAPI(title="Architecture")
    register_router(app)
    return app


def register_router(app: FastAPI) -> None:
    @app.get("/ping")
    def ping() -> str:
        return "pong"
