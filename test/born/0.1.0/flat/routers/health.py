"""The two questions an orchestrator asks. They are no part of the API, hence not in its schema."""

from fastapi import APIRouter, Request, Response, status

from _container import LIVE_PATH, READY_PATH

router = APIRouter(include_in_schema=False)


@router.get(LIVE_PATH)
async def live() -> dict[str, str]:
    """Touches nothing: a restart does not heal a dependency, so none may cause one."""
    return {"status": "ok"}


@router.get(READY_PATH)
async def ready(request: Request, response: Response) -> dict[str, str]:
    """Checked here since some servers go on serving after a failed start-up."""
    if request.app.state.ready:
        return {"status": "ok"}
    response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return {"status": "unavailable"}
