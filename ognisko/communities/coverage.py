"""How many people, units and organisations a community reaches: counted once for all readers, kept for a minute."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import roles_of
from ognisko.people.guests import is_colleague
from ognisko.prepared import Many, Prepared
from ognisko.ui.filters import language
from ognisko.ui.spoken import ngettext

LEAST_SHOWN_TO_VISITORS = 5  # a figure has at least so many people behind it
KEPT = 60.0  # seconds; a join or a leave counts at once, a move of somebody to another unit within this time


@dataclass(frozen=True)
class Coverage:
    """People, units and organisations of one community; nought where a figure is not shown."""

    people: int = 0
    units: int = 0
    organisations: int = 0
    from_my_organisation: int = 0

    @property
    def in_words(self) -> str:
        return _in_words(self.people, self.units, self.organisations, language())


class _Counted(NamedTuple):
    at: float
    member_count: int  # as the community's row said; another number there makes this one old
    people: int
    units: int
    by_organisation: dict[int, int]


_counted: dict[int, _Counted] = {}


def coverage_of(communities: Sequence[Community], person: Any) -> dict[int, Coverage]:
    """At most one query for all of them; visitors and guests get no figure with fewer than five people behind it."""
    _count([community for community in communities if _is_old(community)])
    least = 1 if is_colleague(person) else LEAST_SHOWN_TO_VISITORS
    return {community.pk: _for(person, _counted[community.pk], community.pk, least) for community in communities}


def forget_coverage() -> None:
    _counted.clear()


def _for(person: Any, counted: _Counted, community: int, least: int) -> Coverage:
    if counted.people < least:
        return Coverage()
    colleagues = counted.by_organisation.get(getattr(person, "organisation_id", None) or 0, 0)
    if colleagues and community in roles_of(person):
        colleagues -= 1  # the reader is none of their own colleagues
    return Coverage(counted.people, counted.units, len(counted.by_organisation), colleagues)


def _is_old(community: Community) -> bool:
    known = _counted.get(community.pk)
    return known is None or known.member_count != community.member_count or time.monotonic() - known.at > KEPT


def _count(communities: Iterable[Community]) -> None:
    found: dict[int, list[tuple[int | None, int, int]]] = {community.pk: [] for community in communities}
    for pk, organisation, people, units in _COVERAGE(communities=list(found)):
        found[pk].append((organisation, people, units))
    for community in communities:
        rows = found[community.pk]
        _counted[community.pk] = _Counted(
            at=time.monotonic(),
            member_count=community.member_count,
            people=sum(people for _organisation, people, _units in rows),
            units=sum(units for _organisation, _people, units in rows),
            by_organisation={organisation: people for organisation, people, _units in rows if organisation},
        )


def _coverage(communities: list[int]) -> QuerySet[Any, Any]:
    """By community and organisation; a unit belongs to one organisation, so the units may be added up."""
    here = Membership.objects.current().filter(community__in=communities).order_by()
    counted = here.values("community_id", "person__organisation_id")
    counted = counted.annotate(people=Count("pk"), units=Count("person__unit", distinct=True))
    return counted.values_list("community_id", "person__organisation_id", "people", "units")


_COVERAGE = Prepared(_coverage, communities=Many(50))


@lru_cache(maxsize=4096)
def _in_words(people: int, units: int, organisations: int, _language: str) -> str:
    """The same few figures come again and again, and each sentence is three plurals."""
    words = []
    if people:
        words.append(ngettext("%(num)s person", "%(num)s people", people) % {"num": people})
    if units > 1:
        words.append(ngettext("%(num)s unit", "%(num)s units", units) % {"num": units})
    if organisations > 1:
        words.append(ngettext("%(num)s organisation", "%(num)s organisations", organisations) % {"num": organisations})
    return ", ".join(words)
