import typer
import uvicorn

cli = typer.Typer()


def _run(port: int, workers: int) -> None:
    uvicorn.run(
        app="convert_serve.app:create_app",
        factory=True,
        host="0.0.0.0",
        port=port,
        workers=workers,
        proxy_headers=True,
        timeout_keep_alive=60,
    )


@cli.command()
def run(port: int = 5001, workers: int = 1) -> None:
    _run(port, workers)


def main() -> None:
    cli()
