"""Reading the trees of organisations and units."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ognisko.people.models import FormerUnit, Organisation, Unit
from ognisko.text.polish import fold

DEEPEST = 12  # a tree with a longer branch is cut, so that a circle made by hand does no harm
MOST_FOUND = 30


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


def places_called(words: str, *, organisation: Organisation | None = None) -> list[tuple[str, str, str]]:
    """Units and organisations whose name holds all the words: what to send, the name, where it belongs.

    With `organisation` only its units. A name or symbol that is just so stands before those that only hold it.
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    units = Unit.objects.current().select_related("organisation", "parent").in_order()
    if organisation is not None:
        units = units.filter(organisation=organisation)
    found = [
        (fold(words) not in (fold(unit.name), fold(unit.short_name)), (f"unit-{unit.pk}", unit.name, _where(unit)))
        for unit in units.iterator()
        if _holds(wanted, f"{unit.name} {unit.short_name} {unit.organisation} {unit.organisation.short_name}")
    ]
    if organisation is None:
        found += _organisations_called(words, wanted)
    return [place for _is_part, place in sorted(found, key=lambda pair: pair[0])][:MOST_FOUND]


def _organisations_called(words: str, wanted: list[str]) -> list[tuple[bool, tuple[str, str, str]]]:
    return [
        (
            fold(words) not in (fold(one.name), fold(one.short_name)),
            (f"organisation-{one.pk}", one.name, one.parent.name if one.parent else ""),
        )
        for one in Organisation.objects.current().select_related("parent").in_order().iterator()
        if _holds(wanted, f"{one.name} {one.short_name}")
    ]


def _where(unit: Unit) -> str:
    return f"{unit.parent.name}, {unit.organisation}" if unit.parent else str(unit.organisation)


def _holds(wanted: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)
