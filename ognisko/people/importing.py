"""The worker's tick: large tables are tried and written by a process of their own, so that letters go out meanwhile."""

import subprocess
import sys
import time

from ognisko.people.models import ImportJob

PAUSE = 1.0  # seconds between two looks into the database


class Starter:
    def __init__(self) -> None:
        self.looks_again_at = 0.0
        self.beside: subprocess.Popen[bytes] | None = None

    def start_waiting(self, worker: str) -> int:
        """Start the next that waits, one at a time. Nothing of it is done in this process."""
        if time.monotonic() < self.looks_again_at or (self.beside is not None and self.beside.poll() is None):
            return 0
        self.looks_again_at = time.monotonic() + PAUSE
        waiting = ImportJob.objects.waiting().order_by("pk").values_list("pk", flat=True).first()
        if waiting is None:
            return 0
        self.beside = subprocess.Popen([sys.executable, "-m", "ognisko", "import", "job", str(waiting)])  # noqa: S603
        return 1


start_waiting = Starter().start_waiting
