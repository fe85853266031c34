import os

import uvicorn
from dotenv import load_dotenv
from fastapi import FastAPI

from config import HOST, PORT
from health import is_healthy

load_dotenv()

app = FastAPI(debug=False)


@app.get("/ids")
async def ids():
    return []


@app.get("/health")
async def health_check():
    return {"status": "UP" if is_healthy() else "DOWN", "data": os.environ.get("NLTK_DATA")}


if __name__ == "__main__":
    uvicorn.run(app, host=HOST, port=PORT, log_config=None)
