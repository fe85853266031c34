from fastapi import FastAPI

stand_in = FastAPI()
