"""The loop of a worker: a few ticks in turn, each doing what is due; a pause that grows while there is nothing."""

import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from types import FrameType

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, connections
from django.utils import translation

Tick = Callable[[str], int]  # given the worker's name, does some of what is due, and tells how much that was

SHORTEST, LONGEST, AFTER_FAULT = 0.05, 1.0, 5.0  # pauses in seconds
log = logging.getLogger(__name__)


class Worker:
    def __init__(self, ticks: Sequence[Tick]) -> None:
        self.ticks = ticks
        self.name = f"{socket.gethostname()[:50]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = threading.Event()

    def stop_on_signals(self) -> None:
        """Finish what is in hand, then leave: nothing is cut off in the middle."""

        def stop(number: int, frame: FrameType | None) -> None:
            self.stopping.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)

    def run(self, *, until_idle: bool = False) -> None:
        pause = SHORTEST
        with translation.override(settings.LANGUAGE_CODE):
            while not self.stopping.is_set():
                done, faults = self.turn()
                if until_idle and not done:
                    break
                pause = AFTER_FAULT if faults else SHORTEST if done else min(pause * 1.5, LONGEST)
                if not done:
                    self.stopping.wait(pause)
        connections.close_all()

    def turn(self) -> tuple[int, int]:
        """One turn of all ticks: how much was done, and how many ticks broke. A broken tick never stops the others."""
        done = faults = 0
        for tick in self.ticks:
            if self.stopping.is_set():
                break
            try:
                done += tick(self.name)
            except (OperationalError, InterfaceError) as error:
                log.error("The database does not answer, trying again soon: %s", error)
                faults += 1
                _forget_connections()
            except Exception:
                log.exception("A tick of the worker broke; the others go on.")
                faults += 1
        return done, faults


def _forget_connections() -> None:
    for connection in connections.all(initialized_only=True):
        try:
            connection.close()
        except DatabaseError:
            connection.connection = None
