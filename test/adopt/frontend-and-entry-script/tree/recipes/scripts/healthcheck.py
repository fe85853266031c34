import os


def main() -> None:
    port = os.getenv("API_PORT")
    print(f"http://127.0.0.1:{port}/api/app/about")
