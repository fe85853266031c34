from fastapi import APIRouter, Depends, Response

home_router = APIRouter()


def permission() -> bool:
    return True


@home_router.get("/health", dependencies=[Depends(permission)])
async def home() -> Response:
    return Response(status_code=200)
