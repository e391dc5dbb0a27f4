"""Organisations and units as an administrator sees them: in their order, with how many people work in each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from ognisko.people.models import Organisation, Person, Unit
from ognisko.text.polish import fold

PAGE = 60
MOST_SHOWN = 600  # units on one page; a larger office is looked through unit by unit


@dataclass
class Branch:
    node: Any
    people: int
    below: list["Branch"]


@dataclass(frozen=True)
class Page:
    organisations: list[Organisation]  # with `unit_count` and `child_count`
    later: int | None


def organisations_called(words: str, *, after: str = "") -> Page:
    """With words every organisation that holds them, else those at the top."""
    nodes = Organisation.objects.select_related("parent").annotate(
        unit_count=Count("units", filter=current("units__"), distinct=True),
        child_count=Count("children", filter=current("children__"), distinct=True),
    )
    wanted = fold(words).split()
    nodes = nodes.filter(pk__in=_holding(wanted)) if wanted else nodes.filter(parent=None)
    mark = Organisation.objects.filter(pk=int(after)).first() if after.isascii() and after.isdecimal() else None
    if mark:
        nodes = nodes.filter(Q(sort_key__gt=mark.sort_key) | Q(sort_key=mark.sort_key, pk__gt=mark.pk))
    rows: list[Any] = list(nodes.in_order()[: PAGE + 1])
    return Page(rows[:PAGE], later=rows[PAGE - 1].pk if len(rows) > PAGE else None)


def children_of(organisation: Organisation) -> list[Organisation]:
    return list(organisation.children.current().in_order()[:MOST_SHOWN])


def tree_of(organisation: Organisation) -> list[Branch]:
    """The current units of an organisation, each with those below it; what is cut off lies at the top."""
    units = list(Unit.objects.current().filter(organisation=organisation).in_order())
    people = _people_by_unit(units)
    branches = {unit.pk: Branch(unit, people.get(unit.pk, 0), []) for unit in units}
    top: list[Branch] = []
    for unit in units:
        above = branches.get(unit.parent_id) if unit.parent_id else None
        (above.below if above else top).append(branches[unit.pk])
    return top if len(units) <= MOST_SHOWN else [Branch(one.node, one.people, []) for one in top]


def branches_below(unit: Unit) -> list[Branch]:
    units = list(unit.children.current().in_order())
    people = _people_by_unit(units)
    return [Branch(one, people.get(one.pk, 0), []) for one in units]


def ended_units(organisation: Organisation) -> list[Unit]:
    ended = organisation.units.filter(valid_to__lte=timezone.localdate())
    return list(ended.select_related("successor").order_by("-valid_to", "sort_key")[:MOST_SHOWN])


def current(prefix: str = "") -> Q:
    return Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": timezone.localdate()})


def _people_by_unit(units: list[Unit]) -> dict[int, int]:
    active = Person.objects.filter(is_active=True, unit__in=[unit.pk for unit in units])
    return dict(active.order_by().values_list("unit").annotate(Count("pk")))


def _holding(wanted: list[str]) -> list[int]:
    names = Organisation.objects.values_list("pk", "name", "short_name").iterator()
    return [pk for pk, name, short in names if all(word in fold(f"{name} {short}") for word in wanted)]
