def cache(app=None):
    """Keeps answers.

    app = FastAPI()
    """
    return app
