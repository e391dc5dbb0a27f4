"""Reads a backup through without writing anything: is it whole, and can this version take it in?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from ognisko.upkeep.archive import FILES, FORMAT, SECRET, TABLES, reading
from ognisko.upkeep.backing_up import Progress, program_version
from ognisko.upkeep.sealing import Damaged, Keys, WrongKey


class CannotRestore(Exception):
    """The words say why; nothing was changed."""


@dataclass(frozen=True)
class Inspected:
    path: Path
    keys: Keys
    header: dict[str, Any]
    manifest: dict[str, Any]

    @property
    def migrations(self) -> set[tuple[str, str]]:
        return {(app, name) for app, names in self.header["migrations"].items() for name in names}

    @property
    def rows(self) -> dict[str, int]:
        return dict(self.manifest["rows"])

    def summary(self) -> str:
        rows, files = sum(self.rows.values()), self.manifest["files"]
        what = f"{rows} rows in {len(self.rows)} tables, {files} files"
        return f"made {self.header['made_at']} by version {self.header['ognisko']} on {self.header['engine']}: {what}"


def inspect(path: Path, keys: Keys, progress: Progress | None = None) -> Inspected:
    """The whole file is read, every checksum compared. CannotRestore when anything is wrong with it."""
    try:
        inspected = _read(path, keys, progress)
    except WrongKey as error:
        raise CannotRestore(str(error)) from error
    except Damaged as error:
        raise CannotRestore(f"{path} is damaged, cut short, or no backup of Ognisko. Take another one.") from error
    except OSError as error:
        raise CannotRestore(f"{path}: {error.strerror or error}") from error
    _refuse_what_is_newer(inspected)
    return inspected


def _read(path: Path, keys: Keys, progress: Progress | None) -> Inspected:
    total = path.stat().st_size
    done = 0
    with reading(path, keys) as reader:
        for name, member in reader.members():
            if not name.startswith((TABLES, FILES)) and name != SECRET:
                raise Damaged
            if reader.header.get("format") != FORMAT:
                break
            member.drain()
            done = min(done + member.size // 4, total)  # about what it takes in the file
            if progress:
                progress(done, total + 1)
        if reader.header.get("format") == FORMAT and not {"rows", "files", "highest_ids"} <= reader.manifest.keys():
            raise Damaged
        return Inspected(path, keys, reader.header, reader.manifest)


def _refuse_what_is_newer(inspected: Inspected) -> None:
    header = inspected.header
    if header.get("format") != FORMAT:
        raise CannotRestore(f"{inspected.path} has a form that this version does not know. {_install(header)}")
    known = set(MigrationLoader(None).disk_migrations)
    ours = {app.label for app in apps.get_app_configs()}
    if unknown := sorted(f"{app}.{name}" for app, name in inspected.migrations - known):
        foreign = [name for name in unknown if name.partition(".")[0] not in ours]
        what = "has tables that this version does not know" if foreign else "is of a newer version"
        raise CannotRestore(f"{inspected.path} {what} ({', '.join(unknown[:3])}). {_install(header)}")


def _install(header: dict[str, Any]) -> str:
    made_by, here = header.get("ognisko"), program_version()
    return f"It was made by version {made_by}; this is {here}. Install that version or a newer one."
