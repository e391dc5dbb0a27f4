"""The highest number that a table ever gave: events name things by number, so a number is never given twice."""

from typing import Any

from django.db import connection, models

from ognisko.upkeep.tables import Model


def highest_ids(found: list[Model]) -> dict[str, int]:
    given = _given_on_postgresql if connection.vendor == "postgresql" else _given_on_sqlite
    return given([model for model in found if _counts(model)])


def set_highest_ids(found: list[Model], ids: dict[str, int]) -> None:
    for model in found:
        if _counts(model):
            top = model._base_manager.aggregate(top=models.Max("pk"))["top"] or 0
            _set(model, max(int(top), ids.get(model._meta.db_table, 0)))


def _counts(model: Model) -> bool:
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField | models.SmallAutoField)


def _given_on_sqlite(found: list[Model]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        given = dict(cursor.fetchall())
    return {model._meta.db_table: given.get(model._meta.db_table, 0) for model in found}


def _given_on_postgresql(found: list[Model]) -> dict[str, int]:
    given = {}
    with connection.cursor() as cursor:
        for model in found:
            sequence = _sequence(cursor, model)
            cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - the database's own name
            last, is_called = cursor.fetchone()
            given[model._meta.db_table] = last if is_called else 0
    return given


def _set(model: Model, highest: int) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = _sequence(cursor, model)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(highest, 1), highest > 0])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [highest, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, highest])


def _sequence(cursor: Any, model: Model) -> str:
    pk = model._meta.pk
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', pk.column if pk else "id"])
    return str(cursor.fetchone()[0])
