"""Writes the OpenAPI document of an application into a file: without a server, and without its lifespan.

Run with the Python of the application, as a text. Its arguments: the directory that imports start from, the
module, the attribute, `factory` or `application`, and the file to write.
"""

import json
import os
import sys
import traceback
from importlib import import_module
from operator import attrgetter


def document_of(module: str, attribute: str, kind: str) -> str:
    application = attrgetter(attribute)(import_module(module))
    if kind == "factory":
        application = application()
    # What wraps an application, such as a middleware around it, keeps it in `app`.
    while not hasattr(application, "openapi") and hasattr(application, "app"):
        application = application.app
    if not hasattr(application, "openapi"):
        raise TypeError(f"{module}:{attribute} is no FastAPI application: {type(application)} has no openapi()")
    return json.dumps(application.openapi(), indent=2, ensure_ascii=False, allow_nan=False)


def write(module: str, attribute: str, kind: str, target: str) -> None:
    try:
        document = document_of(module, attribute, kind)
    except SystemExit as ended:
        # Without an answer no exit code is that of a success; the traceback tells who wanted to end.
        raise RuntimeError(f"{module} ends the program that imports it: SystemExit({ended.code!r})") from ended
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.write(document + "\n")


def main(source: str, *words: str) -> None:
    sys.path[0] = os.path.abspath(source)
    code = 0
    try:
        write(*words)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # a thread that the application started must not keep this from ending


if __name__ == "__main__":
    main(*sys.argv[1:])
