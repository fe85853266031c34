from fastapi import FastAPI
from shared import greeting

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": greeting()}
