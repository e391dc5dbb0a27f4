"""Which tables a backup holds, and their rows as JSON that every database gives back as it was."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection, models

from ognisko.upkeep.archive import PIECE

Model = type[models.Model]

# Made anew from the rest (the index), worth nothing later, or a danger: who signed out since must not come in again.
LEFT_OUT_PACKAGES = {"search", "sessions", "usersessions"}
LEFT_OUT = {"people.signinlink", "office.throttle", "upkeep.backup"}
AT_ONCE = 2000


def all_models(apps: Apps) -> list[Model]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def kept_models(apps: Apps) -> list[Model]:
    """Each after those that its rows cannot be without."""
    kept = {model._meta.label_lower: model for model in all_models(apps) if _is_kept(model)}
    needs = {label: sorted(_needed(model) & kept.keys() - {label}) for label, model in sorted(kept.items())}
    return [kept[label] for label in TopologicalSorter(needs).static_order()]


def fields_of(model: Model) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def pieces(model: Model) -> Iterator[tuple[bytes, int]]:
    """The rows in parts of about a megabyte, and how many are in each."""
    fields = fields_of(model)
    lines, size = [], 0
    found = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in found.iterator(chunk_size=AT_ONCE):
        line = json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True).encode()
        lines.append(line)
        size += len(line) + 1
        if size >= PIECE:
            yield b"\n".join(lines), len(lines)
            lines, size = [], 0
    if lines:
        yield b"\n".join(lines), len(lines)


def values(line: bytes, fields: list[models.Field]) -> list[Any]:
    """A row of a backup, ready for a statement. ValueError or ValidationError when it does not fit the table."""
    row = json.loads(line)
    if len(row) != len(fields):
        raise ValueError(line[:80])
    return [_ready(value, field) for value, field in zip(row, fields, strict=True)]


def _is_kept(model: Model) -> bool:
    return model._meta.app_label not in LEFT_OUT_PACKAGES and model._meta.label_lower not in LEFT_OUT


def _needed(model: Model) -> set[str]:
    keys = [field for field in fields_of(model) if field.is_relation and not field.null]
    return {key.related_model._meta.label_lower for key in keys if key.related_model}  # type: ignore[union-attr]


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str() | list() | dict():
            return value
        case bytes() | memoryview() | bytearray():
            return b64encode(bytes(value)).decode()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta() | Decimal() | UUID():
            return str(value)
    raise TypeError(f"A backup cannot hold {type(value).__name__}.")


def _ready(value: Any, field: models.Field) -> Any:
    kind = _kind(field)
    if value is not None and kind is models.BinaryField:
        value = b64decode(value, validate=True)
    elif value is not None and kind is not models.JSONField:
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=4096)
def _kind(field: models.Field) -> type | None:
    kinds = (models.BinaryField, models.JSONField)
    return next((kind for kind in kinds if isinstance(field, kind)), None)
