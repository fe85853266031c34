from fastapi import APIRouter

router = APIRouter()


@router.get("/{filename:path}")
async def serve(filename: str):
    return filename
