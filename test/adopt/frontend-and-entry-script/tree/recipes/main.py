import uvicorn

from recipes.app import settings


def main():
    uvicorn.run(
        "app:app",
        host=settings.API_HOST,
        port=settings.API_PORT,
        log_level=settings.LOG_LEVEL.lower(),
        workers=1,
        forwarded_allow_ips="*",
    )


if __name__ == "__main__":
    main()
