"""Writes a backup while people write: one moment of the database, then the uploaded files."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from ognisko.upkeep.archive import FILES, FORMAT, SECRET, TABLES, Writer
from ognisko.upkeep.sealing import Seal, sealed
from ognisko.upkeep.sequences import highest_ids
from ognisko.upkeep.snapshot import snapshot
from ognisko.upkeep.tables import Model, fields_of, kept_models, pieces

Progress = Callable[[int, int], object]
LEFT_OUT_FOLDERS = {"exports"}  # copies of a person's data, made anew when asked for, and to be gone in a week


class CannotBackUp(Exception):
    """The words say why, and what to do."""


@dataclass
class Contents:
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    gone: list[str] = field(default_factory=list)  # files that went while we came to them


def write_backup(file: BinaryIO, seal: Seal, progress: Progress | None = None) -> Contents:
    contents = Contents()
    with sealed(file, seal) as sink, snapshot():
        models = kept_models(apps)
        writer = Writer(sink, _header(models))
        total = sum(model._base_manager.count() for model in models) if progress else 0
        for model in models:
            contents.rows[model._meta.db_table] = _write_rows(writer, model)
            if progress:
                progress(sum(contents.rows.values()), total)
        ids = highest_ids(models)
        _write_files(writer, contents)
        if seal and not settings.SECRET_KEY_IS_GIVEN:
            writer.add(SECRET, settings.SECRET_KEY.encode())
        writer.finish(rows=contents.rows, files=contents.files, highest_ids=ids)
        sink.flush()
    return contents


def applied_migrations() -> dict[str, list[str]]:
    """Of this database. CannotBackUp when it is not of this version of the program."""
    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations or ()), set(loader.disk_migrations)
    ours = {app.label for app in apps.get_app_configs()}
    if any(app in ours and (app, name) not in known for app, name in applied):
        raise CannotBackUp("The database is newer than the program: make the backup with the version that runs on it.")
    if set(loader.graph.leaf_nodes()) - applied:
        raise CannotBackUp(
            "The database is older than the program, or has no tables yet: make the backup with the former version, "
            "or run `ognisko migrate` first."
        )
    names: dict[str, list[str]] = {}
    for app, name in sorted(applied & known):
        names.setdefault(app, []).append(name)
    return names


def program_version() -> str:
    try:
        return version("ognisko")
    except PackageNotFoundError:
        return "unknown"


def _header(models: list[Model]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "ognisko": program_version(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "migrations": applied_migrations(),
        "tables": {
            model._meta.db_table: {
                "model": model._meta.label_lower,
                "columns": [field.column for field in fields_of(model)],
            }
            for model in models
        },
    }


def _write_rows(writer: Writer, model: Model) -> int:
    rows = 0
    for number, (data, count) in enumerate(pieces(model), 1):
        writer.add(f"{TABLES}{model._meta.db_table}/{number:06}", data)
        rows += count
    return rows


def _write_files(writer: Writer, contents: Contents) -> None:
    root = Path(settings.MEDIA_ROOT)
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        if name.partition("/")[0] in LEFT_OUT_FOLDERS:
            continue
        try:
            file = path.open("rb")
        except FileNotFoundError:
            contents.gone.append(name)
            continue
        with file:
            writer.add_stream(FILES + name, file, path.stat().st_size)
        contents.files += 1


def _files(root: Path) -> Iterator[Path]:
    with contextlib.suppress(FileNotFoundError):
        for path in sorted(root.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield from _files(path)
            elif path.is_file() and not path.is_symlink():
                yield path


def name_for(seal: Seal) -> str:
    """What a backup of now is called, in UTC, so that names sort by time."""
    return f"ognisko-{timezone.now():%Y%m%dT%H%M%SZ}.backup{'.age' if seal else ''}"
