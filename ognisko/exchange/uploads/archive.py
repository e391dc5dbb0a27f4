"""A ZIP of a Stack Exchange dump, which a stranger may have made: only the tables that we know leave it, under names of
our own, and never more of them than fits."""

import io
import shutil
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TABLES = ("Posts", "Users", "Comments", "Votes", "Tags", "PostLinks", "Badges")
MOST_ENTRIES = 1_000
LARGEST = 400 * 1024 * 1024  # bytes of all tables, unpacked
STEP = 1024 * 1024
LEFT_BEHIND = 24 * 3600  # seconds; what a process that was killed could not remove
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def tables_in(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """By our name of the table; refuses what is no dump, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except BROKEN as error:
        words = _("This is not a ZIP. Where the dump is a .7z, unpack it and pack its files as a ZIP.")
        raise ValidationError({"file": words}) from error
    if len(entries) > MOST_ENTRIES:
        raise ValidationError({"file": _("There are too many files in the ZIP. Pack only those of the dump.")})
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = _table(entry.filename)
        if name in found:
            words = _("%(name)s.xml stands in the ZIP more than once. Pack one dump at a time.") % {"name": name}
            raise ValidationError({"file": words})
        if name:
            found[name] = entry
    _must_be_a_dump(found)
    return found


@contextmanager
def unpacked(data: bytes) -> Iterator[Path]:
    """A folder with the tables, gone afterwards."""
    place = settings.VAR / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(place)
    tables = tables_in(data)
    with tempfile.TemporaryDirectory(prefix="dump-", dir=place) as made:
        folder = Path(made)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _unpack(archive, tables, folder)
        except BROKEN as error:
            raise ValidationError(_("The ZIP is damaged or locked with a password. Pack it anew.")) from error
        yield folder


def _table(path: str) -> str:
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return next((table for table in TABLES if name == f"{table.lower()}.xml"), "")


def _must_be_a_dump(found: dict[str, zipfile.ZipInfo]) -> None:
    if "Posts" not in found:
        raise ValidationError({"file": _("There is no Posts.xml in the ZIP. Pack the files of a Stack Exchange dump.")})
    if any(entry.flag_bits & 1 for entry in found.values()):
        raise ValidationError({"file": _("The ZIP is locked with a password. Pack it without one.")})
    if sum(entry.file_size for entry in found.values()) > LARGEST:
        raise ValidationError({"file": _too_large()})


def _unpack(archive: zipfile.ZipFile, tables: dict[str, zipfile.ZipInfo], folder: Path) -> None:
    """What the archive says of sizes may be untrue, so what really comes out is counted."""
    left = LARGEST
    for name, entry in tables.items():
        with archive.open(entry) as packed, (folder / f"{name}.xml").open("wb") as file:
            while piece := packed.read(STEP):
                left -= len(piece)
                if left < 0:
                    raise ValidationError(_too_large())
                file.write(piece)


def _too_large() -> str:
    return _("Unpacked, the dump is larger than 400 MB. Bring it in with the command ognisko import stackexchange.")


def _sweep(place: Path) -> None:
    for folder in place.glob("dump-*"):
        if time.time() - folder.stat().st_mtime > LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)
