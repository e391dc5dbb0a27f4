"""A client that asks for pages over kept connections, from threads of another process than the one it measures."""

import http.client
import json
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LIMIT = 200_000  # requests of one run at the most


@dataclass(frozen=True)
class Wanted:
    """One address of a mix; its share is in proportion to the others'. A form is posted, else the page is got."""

    kind: str
    address: str
    form: dict[str, str] | None = None  # a `{n}` in a value becomes the number of the request
    share: float = 1.0


@dataclass
class Asked:
    seconds: float
    milliseconds: dict[str, list[float]] = field(default_factory=dict)  # by kind, in order of length
    faults: int = 0
    first_fault: str = ""

    @property
    def count(self) -> int:
        return sum(len(taken) for taken in self.milliseconds.values())


def ask(mix: list[Wanted], *, cookie: str, connections: int, seconds: float) -> Asked:
    asked = Asked(seconds)
    lock = threading.Lock()
    stop = time.perf_counter() + seconds

    def work(number: int) -> None:
        choose = random.Random(number)
        server = urlsplit(mix[0].address)
        connection = http.client.HTTPConnection(server.hostname or "", server.port, timeout=60)
        while time.perf_counter() < stop and asked.count < LIMIT:
            (wanted,) = choose.choices(mix, [one.share for one in mix])
            began = time.perf_counter()
            status = _once(connection, wanted, cookie, f"{number}-{began}")
            taken = (time.perf_counter() - began) * 1000
            with lock:
                asked.milliseconds.setdefault(wanted.kind, []).append(taken)
                if status >= 400:
                    asked.faults += 1
                    asked.first_fault = asked.first_fault or f"{status} {wanted.address}"
        connection.close()

    began = time.perf_counter()
    workers = [threading.Thread(target=work, args=(number,)) for number in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    asked.seconds = time.perf_counter() - began
    for taken in asked.milliseconds.values():
        taken.sort()
    return asked


def _once(connection: http.client.HTTPConnection, wanted: Wanted, cookie: str, mark: str) -> int:
    parts = urlsplit(wanted.address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    headers = {"Cookie": cookie, "Accept-Language": "pl"}
    if wanted.form is None:
        connection.request("GET", path, headers=headers)
    else:
        body = urlencode({key: value.replace("{n}", mark) for key, value in wanted.form.items()})
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body=body, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    mix = [Wanted(**one) for one in wanted.pop("mix")]
    json.dump(ask(mix, **wanted).__dict__, sys.stdout)
