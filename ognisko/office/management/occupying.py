"""Who works in the data folder: any number that serve, or one that restores a backup into it.

Children inherit the open file, and the kernel lets go of the lock when the last of them ends, however that is.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError


def lock_path() -> Path:
    return Path(settings.VAR) / "running.lock"


@contextmanager
def occupied(*, alone: bool = False) -> Iterator[None]:
    """CommandError when others are there and one wants to be alone, or the other way round."""
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock_path().open("a+") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(_why(alone)) from error
        yield


def occupants() -> list[int]:
    """Process ids of those who serve in this data folder, as far as this account may see. Nobody without a /proc."""
    lock = str(lock_path())
    found = []
    for folder in Path("/proc").glob("[0-9]*/fd"):
        with suppress(OSError):
            if any(str(link.readlink()) == lock for link in folder.iterdir()):
                found.append(int(folder.parent.name))
    return found


def _why(alone: bool) -> str:
    if alone:
        return f"Ognisko is running in {settings.VAR}, or another restore is at work there. Stop it first."
    return f"A backup is being restored into {settings.VAR}. Start again when that has ended."
