from backend.core.registrar import register_app

app = register_app()
