"""Backups are made by a process of its own beside the worker: letters go out meanwhile, and its memory goes with it."""

import subprocess
import sys

from django.conf import settings

_beside: list["subprocess.Popen[bytes]"] = []


def nightly() -> None:
    """From the schedule, where a folder for backups is set."""
    if settings.BACKUP_DIR:
        start("--nightly")


def start(*words: str) -> None:
    _beside[:] = [process for process in _beside if process.poll() is None]
    _beside.append(subprocess.Popen([sys.executable, "-m", "ognisko", "backup", *words]))  # noqa: S603 - our own words
