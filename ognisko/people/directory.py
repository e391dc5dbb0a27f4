"""Who stands in the directory: found by name without regard to letters' marks, by organisation, by unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from ognisko.people.addresses import person_address
from ognisko.people.models import Organisation, Person, PersonQuerySet, Unit
from ognisko.text.excerpt import excerpt
from ognisko.text.polish import fold

PAGE = 40
MOST_CHOICES = 300
IN_A_LINE = 220
FIELDS = ("pk", "name", "unit__name", "organisation__name", "can_help")


class Shown(NamedTuple):
    """FIELDS of one person: what a list says of them."""

    pk: int
    name: str
    unit: str | None
    organisation: str | None
    can_help: str

    @property
    def address(self) -> str:
        return person_address(self.pk)

    @property
    def place(self) -> str:
        return " · ".join(filter(None, (self.unit, self.organisation)))

    @property
    def helps_with(self) -> str:
        return excerpt(self.can_help, IN_A_LINE)


@dataclass(frozen=True)
class Page:
    people: list[Shown]
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
    if mark := _mark(people, before):
        rows = _read(people.filter(_stands(mark, "lt")).order_by("-sort_key", "-pk"))
        shown = rows[:PAGE][::-1]
        return _page(shown, has_earlier=len(rows) > PAGE, has_later=True)
    mark = _mark(people, after)
    rows = _read((people.filter(_stands(mark, "gt")) if mark else people).order_by("sort_key", "pk"))
    return _page(rows[:PAGE], has_earlier=mark is not None, has_later=len(rows) > PAGE)


def _read(people: PersonQuerySet) -> list[Shown]:
    return [Shown(*row) for row in people.values_list(*FIELDS)[: PAGE + 1]]


def organisations_with_people(people: PersonQuerySet | None = None) -> list[Organisation]:
    """Where somebody is: of the people given, else of all that are listed."""
    among = (Person.objects.listed() if people is None else people).filter(organisation=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(among)).in_order().only("pk", "name")[:MOST_CHOICES])


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


def _mark(people: PersonQuerySet, pk: str) -> tuple[str, int] | None:
    """Only of whom the list may show: the place of anybody else would tell something of them."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return people.filter(pk=int(pk)).values_list("sort_key", "pk").first()


def _stands(mark: tuple[str, int], side: str) -> Q:
    sort_key, pk = mark
    return Q(**{f"sort_key__{side}": sort_key}) | Q(sort_key=sort_key, **{f"pk__{side}": pk})


def _page(people: list[Shown], *, has_earlier: bool, has_later: bool) -> Page:
    return Page(
        people,
        earlier=people[0].pk if people and has_earlier else None,
        later=people[-1].pk if people and has_later else None,
    )
