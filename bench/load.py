"""A client that asks for one page again and again over kept connections, from threads of another process."""

import http.client
import json
import sys
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

LIMIT = 20_000  # requests of one run at the most


@dataclass
class Asked:
    count: int
    seconds: float
    milliseconds: list[float]
    faults: int


def ask(address: str, *, cookie: str, connections: int, seconds: float, form: dict[str, str] | None = None) -> Asked:
    """GET, or POST when there is a form; a form's `{n}` becomes the number of the request."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    taken: list[float] = []
    faults = [0]
    stop = time.perf_counter() + seconds

    def work(number: int) -> None:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        count = 0
        while time.perf_counter() < stop and len(taken) < LIMIT:
            count += 1
            began = time.perf_counter()
            status = _once(connection, path, cookie, form, f"{number}-{count}-{began}")
            taken.append((time.perf_counter() - began) * 1000)
            faults[0] += status >= 400
        connection.close()

    began = time.perf_counter()
    workers = [threading.Thread(target=work, args=(number,)) for number in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return Asked(len(taken), time.perf_counter() - began, sorted(taken), faults[0])


def _once(
    connection: http.client.HTTPConnection, path: str, cookie: str, form: dict[str, str] | None, mark: str
) -> int:
    headers = {"Cookie": cookie, "Accept-Language": "pl"}
    if form is None:
        connection.request("GET", path, headers=headers)
    else:
        body = urlencode({key: value.replace("{n}", mark) for key, value in form.items()})
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body=body, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    found = ask(**wanted)
    json.dump(found.__dict__, sys.stdout)
