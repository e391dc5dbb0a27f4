"""What must be done before Ognisko can serve: tables, catalogues, static files, the demo. Quick when nothing is."""

import hashlib
import importlib
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from ognisko.activity.health import pending_migrations
from ognisko.office.management.progress import Progress
from ognisko.office.management.staleness import stale_catalogues
from ognisko.office.models import Office
from ognisko.ui import assets

Say = Callable[[str], object]


def prepare(say: Say, progress: Progress) -> None:
    if pending_migrations():
        say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
    if stale_catalogues():
        say("Preparing the languages …")
        call_command("messages", compile=True, stdout=StringIO())
    assets.build(say)
    if settings.DEMO:
        _prepare_demo(say, progress)
    mark_fresh()


def load_demo(say: Say, progress: Progress) -> None:
    """The invented offices, their people and a year of their life, into an empty database only."""
    if not is_empty():
        raise CommandError("The database is not empty, so the demo is not loaded: use another OGNISKO_VAR.")
    say("Loading the demo: invented people and a year of their conversations …")
    testing = importlib.import_module("ognisko.testing")  # it stands above all packages
    testing.build_world(now=testing.latest_tuesday(), progress=progress)
    testing.give_duties()
    testing.tell_of_last_days(now=testing.latest_tuesday())


def is_empty() -> bool:
    return not get_user_model().objects.exists() and not Office.objects.filter(is_set_up=True).exists()


def is_fresh() -> bool:
    """Whether nothing has changed since the last preparation, by the looks of the files: no database is asked."""
    stamp = _stamp_path()
    return stamp.exists() and stamp.read_text() == _fingerprint()


def mark_fresh() -> None:
    _stamp_path().write_text(_fingerprint())


def _prepare_demo(say: Say, progress: Progress) -> None:
    if is_empty():
        load_demo(say, progress)
    elif not Office.objects.filter(holds_demo=True).exists():
        raise CommandError(
            "These are the data of real people, and the demo signs anybody in as anyone. Start with DEMO=0, "
            "or give the demo a folder of its own with OGNISKO_VAR."
        )


def _stamp_path() -> Path:
    return settings.VAR / "prepared"


def _fingerprint() -> str:
    digest = hashlib.sha256(repr((settings.DEMO, connection.settings_dict["NAME"], _inode())).encode())
    for path in _inputs():
        status = path.stat()
        digest.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\n".encode())
    return digest.hexdigest()


def _inode() -> int:
    """SQLite's file itself, so that another file under the same name is noticed."""
    path = Path(connection.settings_dict["NAME"])
    return path.stat().st_ino if connection.vendor == "sqlite" and path.exists() else 0


def _inputs() -> Iterator[Path]:
    yield from sorted(settings.PACKAGE.glob("*/migrations/*.py"))
    yield from sorted(settings.PACKAGE.glob("*/locale/*/LC_MESSAGES/django.[pm]o"))
    yield from sorted(path for path in (settings.PACKAGE / "ui" / "static").rglob("*") if path.is_file())
    yield from sorted((settings.PACKAGE / "ui").glob("*.py"))
    yield from settings.STATIC_ROOT.glob("staticfiles.json")
