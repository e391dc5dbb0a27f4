"""Who stands in the directory: found by name without regard to letters' marks, by organisation, by unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from ognisko.people.models import Organisation, Person, PersonQuerySet, Unit
from ognisko.text.polish import fold

PAGE = 40
MOST_CHOICES = 300


@dataclass(frozen=True)
class Page:
    people: list[Person]
    earlier: int | None  # the person before whom the earlier page ends
    later: int | None  # the person after whom the later page begins


def found(
    people: PersonQuerySet, *, q: str, organisation: int | None, unit_ids: Iterable[int] | None
) -> PersonQuerySet:
    for word in fold(q or "").split():
        people = people.filter(folded_name__contains=word)
    if organisation:
        people = people.filter(organisation=organisation)
    return people.filter(unit__in=unit_ids) if unit_ids is not None else people


def page_of(people: PersonQuerySet, *, after: str, before: str) -> Page:
    """Keyset paging by the order of names: after or before the person of an id."""
    people = people.select_related("organisation", "unit")
    if mark := _mark(before):
        rows = list(people.filter(_stands(mark, "lt")).order_by("-sort_key", "-pk")[: PAGE + 1])
        shown = rows[:PAGE][::-1]
        return _page(shown, has_earlier=len(rows) > PAGE, has_later=True)
    mark = _mark(after)
    rows = list((people.filter(_stands(mark, "gt")) if mark else people).order_by("sort_key", "pk")[: PAGE + 1])
    return _page(rows[:PAGE], has_earlier=mark is not None, has_later=len(rows) > PAGE)


def organisations_with_people() -> list[Organisation]:
    people = Person.objects.listed().filter(organisation=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(people)).in_order()[:MOST_CHOICES])


def units_of(organisation: int | None) -> list[Unit]:
    return list(Unit.objects.current().filter(organisation=organisation).in_order()) if organisation else []


def with_units_below(unit: int, units: list[Unit]) -> set[int]:
    """The ids of a unit and of all below it."""
    children: dict[int | None, list[int]] = {}
    for one in units:
        children.setdefault(one.parent_id, []).append(one.pk)
    below, waiting = set(), [unit]
    while waiting:
        one_id = waiting.pop()
        if one_id not in below:
            below.add(one_id)
            waiting += children.get(one_id, [])
    return below


def _mark(pk: str) -> tuple[str, int] | None:
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return Person.objects.filter(pk=int(pk)).values_list("sort_key", "pk").first()


def _stands(mark: tuple[str, int], side: str) -> Q:
    sort_key, pk = mark
    return Q(**{f"sort_key__{side}": sort_key}) | Q(sort_key=sort_key, **{f"pk__{side}": pk})


def _page(people: list[Person], *, has_earlier: bool, has_later: bool) -> Page:
    return Page(
        people,
        earlier=people[0].pk if people and has_earlier else None,
        later=people[-1].pk if people and has_later else None,
    )
