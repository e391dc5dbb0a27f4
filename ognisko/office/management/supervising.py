"""Keeps children running: one that dies is started again, after a pause that grows; a signal stops them all."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from ognisko.office.management.forking import fork

LOOK = 0.2  # seconds between looks at the children
GRACE = 12.0  # seconds for a child to finish what is in hand
SHORTEST, LONGEST, CALM = 0.5, 30.0, 60.0  # pauses before a new start; after so long alive a child is forgiven


@dataclass
class Child:
    name: str
    main: Callable[[], object]
    pid: int = 0
    pause: float = SHORTEST
    starts_at: float = 0.0
    started_at: float = 0.0


class Supervisor:
    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stopping = threading.Event()

    def stop_on_signals(self) -> None:
        def stop(number: int, frame: FrameType | None) -> None:
            if self.stopping.is_set():
                self.kill()
            self.stopping.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)

    def once(self, main: Callable[[], object]) -> int:
        """Run something in a child of its own and wait for it; its exit code, or 0 when we are told to stop."""
        child = Child("once", main, pid=fork(main))
        self.children.append(child)
        while child.pid and not self.stopping.is_set():
            ended = os.waitpid(child.pid, os.WNOHANG)
            if ended[0]:
                self.children.remove(child)
                return os.waitstatus_to_exitcode(ended[1])
            self.stopping.wait(0.02)
        return 0

    def keep(self, name: str, main: Callable[[], object]) -> None:
        self.children.append(Child(name, main))

    def run(self, beside: int = 0) -> int:
        """Until a signal comes. `beside` is a child that must end well, whenever that is: if not, all is stopped."""
        code = 0
        while not self.stopping.is_set():
            for child in self.children:
                self._look_after(child)
            if beside and (status := _ended(beside)) is not None:
                beside, code = 0, status
                if code:
                    break
            self.stopping.wait(LOOK)
        self.stop(beside)
        return code

    def stop(self, beside: int = 0) -> None:
        """Ask all to finish; kill what has not after a while."""
        pids = {child.pid for child in self.children if child.pid} | ({beside} if beside else set())
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while pids and time.monotonic() < deadline:
            pids = {pid for pid in pids if _ended(pid) is None}
            time.sleep(0.02)
        self.kill()

    def kill(self) -> None:
        for child in self.children:
            if child.pid:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.pid and (status := _ended(child.pid)) is not None:
            child.pid = 0
            child.pause = SHORTEST if now - child.started_at > CALM else min(child.pause * 2, LONGEST)
            child.starts_at = now + child.pause
            print(f"{child.name} ended ({status}); it starts again in {child.pause:.0f} s.", file=sys.stderr)  # noqa: T201
        if not child.pid and now >= child.starts_at:
            child.pid, child.started_at = fork(child.main), now


def _ended(pid: int) -> int | None:
    """The exit code of a child that has ended, None while it lives."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    return os.waitstatus_to_exitcode(status) if ended else None
