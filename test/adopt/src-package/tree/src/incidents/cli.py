import click
import uvicorn


@click.group()
def entrypoint() -> None:
    """incidents [--help]"""


@entrypoint.command("start")
def start() -> None:
    uvicorn.run("incidents.main:app", port=8000, log_level="warning", proxy_headers=True)
