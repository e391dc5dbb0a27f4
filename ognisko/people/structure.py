"""Reading the trees of organisations and units."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ognisko.people.models import FormerUnit, Organisation, Unit
from ognisko.text.polish import fold

DEEPEST = 12  # a tree with a longer branch is cut, so that a circle made by hand does no harm
MOST_FOUND = 30


class Place(NamedTuple):
    value: str  # "unit-5" or "organisation-3"
    name: str
    where: str
    is_exact: bool  # called just so


def path_to(unit: Unit | None) -> list[Unit]:
    """From the top of the organisation down to the unit."""
    path: list[Unit] = []
    while unit is not None and len(path) < DEEPEST:
        path.insert(0, unit)
        unit = Unit.objects.filter(pk=unit.parent_id).first() if unit.parent_id else None
    return path


def path_up(node: Any) -> list[int]:
    """The ids of a unit or organisation and of all above it, from itself to the top."""
    path: list[int] = []
    here = node
    while here is not None and here.pk not in path:
        path.append(here.pk)
        here = type(node).objects.only("pk", "parent").filter(pk=here.parent_id).first() if here.parent_id else None
    return path


def depth_below(node: Any) -> int:
    """How many levels a node and what lies below it take: 1 for one without children."""
    levels, here = 1, [node.pk] if node.pk else []
    while here and levels <= DEEPEST:
        here = list(type(node).objects.filter(parent__in=here).values_list("pk", flat=True))
        levels += bool(here)
    return levels


def parents_on(day: date, units: Iterable[Unit] | None = None) -> dict[int, int | None]:
    """Unit → the unit above it as it was on a day: for what is told about the past by department."""
    known = Unit.objects.all() if units is None else units
    parents = {unit.pk: unit.parent_id for unit in known}
    later = FormerUnit.objects.filter(until__gt=day, node__in=list(parents)).order_by("-until")
    parents.update(later.values_list("node", "parent"))
    return parents


def places_called(words: str) -> list[tuple[str, str, str]]:
    """Units and organisations whose name holds all the words: what to send, the name, where it belongs."""
    return [(place.value, place.name, place.where) for place in find_places(words)]


def find_places(words: str, *, organisation: Organisation | None = None) -> list[Place]:
    """The same, those with just this name or symbol first. With `organisation` only its units."""
    wanted = fold(words).split()
    if not wanted:
        return []
    units = Unit.objects.current().select_related("organisation", "parent").in_order()
    if organisation is not None:
        units = units.filter(organisation=organisation)
    found = [
        Place(f"unit-{unit.pk}", unit.name, _where(unit), _is_called(unit, words))
        for unit in units.iterator()
        if _holds(wanted, f"{unit.name} {unit.short_name} {unit.organisation} {unit.organisation.short_name}")
    ]
    if organisation is None:
        found += [
            Place(f"organisation-{one.pk}", one.name, one.parent.name if one.parent else "", _is_called(one, words))
            for one in Organisation.objects.current().select_related("parent").in_order().iterator()
            if _holds(wanted, f"{one.name} {one.short_name}")
        ]
    return sorted(found, key=lambda place: not place.is_exact)[:MOST_FOUND]


def _is_called(node: Organisation | Unit, words: str) -> bool:
    return fold(words.strip()) in {fold(node.name), fold(node.short_name)}


def _where(unit: Unit) -> str:
    return f"{unit.parent.name}, {unit.organisation}" if unit.parent else str(unit.organisation)


def _holds(wanted: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)
