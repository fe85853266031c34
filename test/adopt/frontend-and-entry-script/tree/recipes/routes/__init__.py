from fastapi import APIRouter

from . import about

router = APIRouter(prefix="/api")
router.include_router(about.router)
