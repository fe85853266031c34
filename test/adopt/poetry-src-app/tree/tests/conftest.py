from src.app.main import app
