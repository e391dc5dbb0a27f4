"""What one does with backups. Restoring has a module of its own (`restoring.py`)."""

import contextlib
import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity.log import record
from ognisko.audit.log import note
from ognisko.upkeep.backing_up import CannotBackUp, Contents, Progress, name_for, write_backup
from ognisko.upkeep.models import Backup
from ognisko.upkeep.sealing import Seal
from ognisko.upkeep.thinning import PART, Rule, thin

if TYPE_CHECKING:
    from ognisko.people.models import Person

LONGEST_ERROR = 2000
Written = tuple[Contents, int, str]  # with the bytes and the SHA-256 of the file


def ask_for_backup(*, by: "Person") -> Backup:
    """Have the worker make one now, into the folder of the nightly ones. One that is under way is enough."""
    if not by.has_duty("administrator"):
        raise PermissionDenied
    with transaction.atomic():
        if (under_way := Backup.objects.under_way().newest_first().first()) is not None:
            return under_way
        backup = Backup.objects.create(occasion=Backup.Occasion.PAGE, asked_by=by)
        record("upkeep.ask_for_backup", by=by, target=backup)
    return backup


def make_backup(backup: Backup, path: Path, seal: Seal, progress: Progress | None = None) -> Contents:
    """Into a file that appears when it is whole. A fault is kept in the row, and raised."""
    backup.folder, backup.file = str(path.parent), path.name
    return _kept(backup, seal, lambda: _write(path, seal, progress))


def make_backup_stream(file: BinaryIO, backup: Backup, seal: Seal) -> Contents:
    """To whoever reads, as `ssh` to another machine."""
    return _kept(backup, seal, lambda: _pour(file, seal, None))


def make_backup_into(folder: Path, backup: Backup, seal: Seal, rule: Rule) -> list[str]:
    """Under a name of its own; then the old ones that need not stay go. Their names."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        backup.error = f"{folder}: {error.strerror}"
        _finish(backup, result="failed")
        raise CannotBackUp(backup.error) from error
    make_backup(backup, folder / name_for(seal), seal)
    gone = thin(folder, rule, timezone.now())
    Backup.objects.there().filter(folder=str(folder), file__in=gone).update(removed_at=timezone.now())
    return gone


def seal_of_settings() -> Seal:
    return Seal(recipients=tuple(settings.BACKUP_TO))


def rule_of_settings() -> Rule:
    return Rule(daily=settings.BACKUP_KEEP_DAILY, weekly=settings.BACKUP_KEEP_WEEKLY)


def _kept(backup: Backup, seal: Seal, write: Callable[[], Written]) -> Contents:
    backup.machine, backup.is_locked = socket.gethostname()[:100], bool(seal)
    backup.save()
    try:
        contents, backup.size, backup.digest = write()
    except BaseException as error:
        backup.error = (str(error) or type(error).__name__)[:LONGEST_ERROR]
        _finish(backup, result="failed")
        raise
    backup.rows, backup.files = sum(contents.rows.values()), contents.files
    _finish(backup, result="done")
    return contents


def _write(path: Path, seal: Seal, progress: Progress | None) -> Written:
    part = path.with_name(path.name + PART)
    if path.exists():
        raise CannotBackUp(f"{path} is there already, and is not overwritten.")
    try:
        with _private(part) as file:
            written = _pour(file, seal, progress)
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise CannotBackUp(f"{path}: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return written


def _pour(file: BinaryIO, seal: Seal, progress: Progress | None) -> Written:
    counted = Counted(file)
    contents = write_backup(counted, seal, progress)  # type: ignore[arg-type]
    file.flush()
    return contents, counted.size, counted.digest.hexdigest()


def _private(path: Path) -> BinaryIO:
    """Readable by its owner only, from the first byte on."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _finish(backup: Backup, *, result: str) -> None:
    backup.finished_at = timezone.now()
    with transaction.atomic():
        backup.save()
        note(
            "backup_made",
            by=backup.asked_by,
            target=backup,
            result=result,
            occasion=backup.occasion,
            bytes=backup.size,
            is_locked=backup.is_locked,
        )


class Counted:
    """A file that knows how much was written to it, and its hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.size, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        written = self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return written

    def flush(self) -> None:
        self._file.flush()
