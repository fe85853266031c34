"""Asks a service without a pause until its input ends, with new connections and with ones that are kept.

Arguments: address, path, first source port, seconds at most, clients of each kind. It prints a line when it has begun, and
at its end what became of the requests, as JSON.

Source ports rise and are used once: one that is used again within two minutes meets what the network still knows of the
connection to a pod that is gone, and fails for no fault of the service's.
"""

import http.client
import json
import socket
import sys
import threading
import time
from collections import Counter

address, path, first_port, seconds, clients = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
PORTS = range(10_000, 60_000)
stopped = threading.Event()
lock = threading.Lock()
next_port = first_port


class Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        global next_port
        while True:
            with lock:
                port = PORTS[next_port % len(PORTS)]
                next_port += 1
            self.sock = socket.socket()
            self.sock.settimeout(10)
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                self.sock.bind(("", port))
            except OSError:
                self.sock.close()
                continue
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sock.connect((self.host, self.port))
            return


class Tally:
    def __init__(self) -> None:
        self.total = 0
        self.failures: Counter[str] = Counter()

    def ask(self, connection: Connection) -> None:
        self.total += 1
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                self.failures[str(answer.status)] += 1
            if answer.will_close:
                connection.close()
        except Exception as error:
            self.failures[f"{type(error).__name__}: {error}"] += 1
            connection.close()


def fresh(tally: Tally) -> None:
    while not stopped.is_set():
        connection = Connection(address, timeout=10)
        tally.ask(connection)
        connection.close()


def kept(tally: Tally) -> None:
    connection = Connection(address, timeout=10)
    while not stopped.is_set():
        tally.ask(connection)
    connection.close()


def told(tallies: list[Tally]) -> dict[str, object]:
    failures = sum((tally.failures for tally in tallies), Counter())
    return {"total": sum(tally.total for tally in tallies), "failed": failures.total(), "failures": failures}


kinds = {kind: [Tally() for _ in range(clients)] for kind in (fresh, kept)}
threads = [threading.Thread(target=kind, args=(tally,)) for kind, tallies in kinds.items() for tally in tallies]
for thread in threads:
    thread.start()
print("begun", flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
stopped.wait(seconds)
stopped.set()
for thread in threads:
    thread.join()
print(json.dumps({kind.__name__: told(tallies) for kind, tallies in kinds.items()} | {"port": next_port % len(PORTS)}))
