"""Rows of a person, read in steps by their primary key, so that memory stays flat however many there are."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, Q, QuerySet

from ognisko.people.models import Person
from ognisko.personal import Held

AT_ONCE = 500
MOST_NAMES = 2_000  # of the things that rows refer to, kept while one export is made


def of_person(held: Held, person: Person, addresses: list[str]) -> QuerySet[Any]:
    condition = held.about(person) if held.about else Q(pk__in=[])
    for key in held.own:
        condition |= Q(**{f"{key}__in": addresses}) if key in held.addresses else Q(**{key: person.pk})
    return held.model._base_manager.filter(condition)


def columns(held: Held) -> list[str]:
    if held.columns is not None:
        return list(held.columns)
    return [field.name for field in held.model._meta.concrete_fields if field.name not in held.secret]


class Names:
    """What rows refer to, by name: „wątek 12” says little to people."""

    def __init__(self) -> None:
        self._known: dict[type[Model], dict[Any, str]] = {}

    def look_up(self, model: type[Model], pks: set[Any]) -> dict[Any, str]:
        known = self._known.setdefault(model, {})
        if len(known) > MOST_NAMES:
            known.clear()
        missing = pks - known.keys() - {None}
        known.update({pk: str(thing) for pk, thing in model._base_manager.in_bulk(list(missing)).items()})
        return known


def read(held: Held, rows: QuerySet[Any], names: Names) -> Iterator[dict[str, Any]]:
    """Plain values by column; a reference to something of ours is `{"id": 3, "name": "Konferencje"}`."""
    wanted, references = columns(held), _references(held)
    after: Any = None
    while True:
        step = rows.order_by("pk") if after is None else rows.filter(pk__gt=after).order_by("pk")
        batch = list(step.values("pk", *wanted)[:AT_ONCE])
        if not batch:
            return
        after = batch[-1]["pk"]
        called = {name: names.look_up(model, {row[name] for row in batch}) for name, model in references.items()}
        for row in batch:
            yield {name: _plain(row[name], called.get(name)) for name in wanted}


def _references(held: Held) -> dict[str, type[Model]]:
    fields = [held.model._meta.get_field(name) for name in columns(held)]
    return {
        field.name: field.related_model
        for field in fields
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type) and _is_told(field.related_model)
    }


def _is_told(model: type[Model]) -> bool:
    """A post is called by its thread and number, and so on; a person by name."""
    return model.__str__ is not Model.__str__


def _plain(value: Any, called: dict[Any, str] | None) -> Any:
    if called is not None:
        return None if value is None else {"id": value, "name": called.get(value, "")}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return None
    return str(value) if isinstance(value, Decimal | UUID) else value
