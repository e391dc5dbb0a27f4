"""What the packages declare about people's data (`ognisko/personal.py`), gathered from their `personal_data.py`."""

import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model

from ognisko.people.models import Person
from ognisko.personal import Concern, Held, Retention, StandIns, Traces


def held() -> list[Held]:
    return [one for module in _modules() for one in getattr(module, "HELD", [])]


@cache
def held_by_model() -> dict[type[Model], Held]:
    return {one.model: one for one in held()}


@cache
def retentions() -> dict[str, Retention]:
    return {one.key: one for module in _modules() for one in getattr(module, "RETENTION", [])}


def concerns(person: Person) -> list[Concern]:
    """What would be left without the person, hard ones first."""
    found = [concern for ask in _functions("before_erasure") for concern in ask(person)]
    return sorted(found, key=lambda concern: not concern.is_hard)


def at_erasure(person: Person, stand_in: StandIns) -> None:
    """The package that empties the person's own row comes last: the others still find them by their address."""
    for function in sorted(_functions("at_erasure"), key=lambda one: one.__module__.startswith("ognisko.people")):
        function(person, stand_in)


def wipe(traces: Traces) -> None:
    for function in _functions("wipe"):
        function(traces)


def _functions(name: str) -> Iterator[Any]:
    return (getattr(module, name) for module in _modules() if hasattr(module, name))


@cache
def _modules() -> list[ModuleType]:
    names = [f"{config.name}.personal_data" for config in apps.get_app_configs()]
    return [sys.modules[name] for name in names if name in sys.modules]
