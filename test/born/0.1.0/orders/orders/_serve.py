# Managed by fastapi-container 0.1. Change the options in fastapi-container.json, not this file.
# sha256:7894d7bd353f6ee21dd7840bfe65ae8f0fc3d8c95e1d0b7639856a27228f694f

"""Starts the workers so that a failed start is seen from outside.

uvicorn's supervisor exits with 0 when no worker could start, and starts one that cannot import the
application again and again. Here both end with the exit code of a single process.

Its workers also answer without TCP_NODELAY under asyncio, which can delay each answer by 40 ms.
"""

import sys
import traceback
from socket import IPPROTO_TCP, TCP_NODELAY, socket

from uvicorn.config import STARTUP_FAILURE
from uvicorn.main import main
from uvicorn.supervisors.multiprocess import Multiprocess, Process

start_worker = Process.target
supervise = Multiprocess.run


def target(self: Process, sockets: list[socket] | None = None) -> None:
    try:
        start_worker(self, sockets)
    except Exception:
        if self.server.started:
            raise
        traceback.print_exc()
        sys.exit(STARTUP_FAILURE)


def run(self: Multiprocess) -> None:
    for listener in self.sockets:
        listener.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)  # connections inherit it
    supervise(self)
    if any(worker.exitcode == STARTUP_FAILURE for worker in self.processes):
        sys.exit(STARTUP_FAILURE)


# In each worker as well: it imports this module, and then looks up `target` by its name.
Process.target = target  # type: ignore[method-assign]
Multiprocess.run = run  # type: ignore[method-assign]

if __name__ == "__main__":
    main()
