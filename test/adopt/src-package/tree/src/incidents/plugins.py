from fastapi import FastAPI

plugin_api = FastAPI()
