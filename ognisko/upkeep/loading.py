"""Fills the tables of an empty database from a backup, in the one transaction that the caller opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from ognisko.upkeep.archive import FILES, PIECE, SECRET, TABLES, Hashed, reading
from ognisko.upkeep.backing_up import Progress
from ognisko.upkeep.inspecting import CannotRestore, Inspected
from ognisko.upkeep.places import Uploads
from ognisko.upkeep.sequences import set_highest_ids
from ognisko.upkeep.tables import Model, all_models, fields_of, values

AT_ONCE = 500


def load(inspected: Inspected, apps: Apps, uploads: Uploads, progress: Progress | None = None) -> None:
    models = {model._meta.db_table: model for model in all_models(apps)}
    missing = inspected.rows.keys() - models.keys()
    if missing:
        raise CannotRestore(f"The backup has tables that its own version does not: {', '.join(sorted(missing))}.")
    with rules_aside(list(models)):
        clear(list(models))
        _load_members(inspected, models, uploads, progress)
        found = [models[table] for table in inspected.rows]
        set_highest_ids(found, inspected.manifest["highest_ids"])
        _compare_counts(inspected.rows, uploads, inspected.manifest["files"])
        _check_keys()


@contextmanager
def rules_aside(tables: list[str]) -> Iterator[None]:
    """Triggers guard against people; a backup holds what they let pass. Keys and constraints stay in force."""
    aside = _rules_aside_on_postgresql if connection.vendor == "postgresql" else _rules_aside_on_sqlite
    with aside(tables):
        yield


def clear(tables: list[str]) -> None:
    """What migrations put into an empty database comes with the backup too."""
    names = ", ".join(map(connection.ops.quote_name, tables))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {names}")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


@contextmanager
def _rules_aside_on_postgresql(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")


@contextmanager
def _rules_aside_on_sqlite(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        rules = cursor.fetchall()
        for name, _rule in rules:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, rule in rules:
            cursor.execute(rule.replace("%", "%%"), [])


def _load_members(inspected: Inspected, models: dict[str, Model], uploads: Uploads, progress: Progress | None) -> None:
    done, total = 0, sum(inspected.rows.values())
    with reading(inspected.path, inspected.keys) as reader:
        for name, member in reader.members():
            if name.startswith(TABLES):
                table = name.removeprefix(TABLES).rpartition("/")[0]
                columns = reader.header["tables"][table]["columns"]
                done += _load_rows(models[table], columns, member)
            elif name.startswith(FILES):
                uploads.take(name.removeprefix(FILES), iter(lambda file=member: file.read(PIECE), b""))  # type: ignore[misc]
            elif name == SECRET:
                uploads.secret = member.read()
            if progress:
                progress(done, total)
    if reader.manifest != inspected.manifest:
        raise CannotRestore(f"{inspected.path} was changed while it was read.")


def _load_rows(model: Model, columns: list[str], member: Hashed) -> int:
    by_column = {field.column: field for field in fields_of(model)}
    table, count = model._meta.db_table, 0
    if set(columns) - by_column.keys():
        raise CannotRestore(f"The table {table} of the backup has other columns than its version has.")
    fields = [by_column[column] for column in columns]
    quote = connection.ops.quote_name
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES ({places})"  # noqa: S608
    lines = iter(member.read().split(b"\n"))
    with connection.cursor() as cursor:
        while some := list(islice(lines, AT_ONCE)):
            try:
                cursor.executemany(statement, [values(line, fields) for line in some])
            except (ValueError, TypeError, ValidationError, DatabaseError) as error:
                raise CannotRestore(f"The database refuses a row of {table}: {_words(error)}") from error
            count += len(some)
    return count


def _compare_counts(rows: dict[str, int], uploads: Uploads, files: int) -> None:
    with connection.cursor() as cursor:
        for table, wanted in rows.items():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if (there := cursor.fetchone()[0]) != wanted:
                raise CannotRestore(f"{table} has {there} rows, and the backup says {wanted}.")
    if uploads.count != files:
        raise CannotRestore(f"There are {uploads.count} files, and the backup says {files}.")


def _check_keys() -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise CannotRestore(f"The backup does not hold together: {_words(error)}") from error


def _words(error: Any) -> str:
    return str(error).strip().partition("\n")[0][:300]
