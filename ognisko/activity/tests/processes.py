"""Real worker processes that a test may kill at any moment.

They are forked by a nursery, a process that has read the whole program once, so that a birth takes milliseconds and
fifty seeds do not take minutes.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0


@dataclass(frozen=True)
class Job:
    """`tick` is the dotted name of a function that makes the worker's tick; `reaction` follows a verb of the test."""

    tick: str
    settings: dict[str, object] = field(default_factory=dict)
    verb: str = ""
    reaction: str = ""


class Nursery:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self._ask({**asdict(job), "database": str(connection.settings_dict["NAME"])})

    def start(self) -> int:
        """A worker that runs until it is idle; its process id."""
        return self._ask("start")

    def wait(self, pid: int) -> int:
        return self._ask(pid)

    def run(self, workers: int = 1) -> None:
        pids = [self.start() for _number in range(workers)]
        assert [self.wait(pid) for pid in pids] == [0] * workers

    def kill_somewhere(self, chance: random.Random, within: float) -> bool:
        """Start a worker and kill it at a random moment; whether it was still at work then."""
        pid = self.start()
        time.sleep(chance.uniform(0, within))
        os.kill(pid, signal.SIGKILL)  # a worker that has ended is kept by its nursery until it is waited for
        return self.wait(pid) != 0

    def run_until(self, is_done: Callable[[], bool]) -> None:
        """Run workers one after another; PostgreSQL may hold the rows of a killed one for some moments."""
        deadline = time.monotonic() + PATIENCE
        while not is_done():
            assert time.monotonic() < deadline, "the work does not end"
            self.run()

    def _ask(self, question: object) -> int:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def nursery(job: Job) -> Iterator[Nursery]:
    made = Nursery(job)
    try:
        yield made
    finally:
        made.process.stdin.close()
        made.process.wait(PATIENCE)
        made.process.stdout.close()


def _nurse() -> None:
    """Answers a line with a line: a job with 0, "start" with the id of a new worker, an id with its exit code."""
    job = json.loads(sys.stdin.readline())
    make_tick = _prepare(job)
    _answer(0)
    for line in sys.stdin:
        question = json.loads(line)
        if question == "start":
            pid = os.fork()
            if not pid:
                _work(make_tick)
            _answer(pid)
        else:
            _answer(os.waitstatus_to_exitcode(os.waitpid(question, 0)[1]))


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _prepare(job: dict) -> Callable[[], Callable[[str], int]]:
    connection.settings_dict["NAME"] = job["database"]
    for name, value in job["settings"].items():
        setattr(settings, name, value)
    if job["verb"]:
        import_module("ognisko.activity.reactions").reacts_to(job["verb"])(_named(job["reaction"]))
    return _named(job["tick"])


def _work(make_tick: Callable[[], Callable[[str], int]]) -> None:
    code = 1
    try:
        worker = import_module("ognisko.activity.worker").Worker([make_tick()])
        worker.stop_on_signals()
        worker.run(until_idle=True)
        code = 0
    finally:
        os._exit(code)


def _named(dotted: str) -> Callable:
    module, _dot, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


if __name__ == "__main__":
    if not apps.ready:
        django.setup()
    _nurse()
