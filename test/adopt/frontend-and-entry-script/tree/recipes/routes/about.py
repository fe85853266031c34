from fastapi import APIRouter

router = APIRouter(prefix="/app", tags=["App: About"])


@router.get("/about")
def about() -> dict[str, str]:
    """Version of the app."""
    return {"version": "3.0.0"}
