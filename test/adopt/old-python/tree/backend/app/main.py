import uvicorn
from fastapi import FastAPI, Request

app = FastAPI(title="Panel", docs_url="/api/docs", openapi_url="/api")


@app.middleware("http")
async def add_header(request: Request, call_next):
    return await call_next(request)


@app.get("/api/v1")
async def root():
    return {"message": "Hello"}


if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", reload=True, port=8888)
