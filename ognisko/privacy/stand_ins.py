"""Pseudonyms: one for each community in which somebody erased had written or was mentioned."""

import secrets
from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from ognisko.people.models import Assignment, Person, Unit
from ognisko.privacy.models import StandIn

ENOUGH = 5  # people: a unit or office with fewer would tell who it was
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # no moment of anybody


class StandInsOf:
    """The pseudonyms of one person while they are erased; afterwards nothing ties these rows together.

    A pseudonym is a person without address, page and place in the directory. The office stays beside it, and the unit
    at a post, only where at least five people stand behind them; otherwise the nearest unit above that holds so many.
    """

    def __init__(self, person: Person) -> None:
        self.organisation_id = _large_enough_organisation(person.organisation_id)
        self._made: dict[int, Person] = {}
        self._units: dict[int | None, int | None] = {None: None}

    def __call__(self, community_id: int) -> Person:
        if community_id not in self._made:
            self._made[community_id] = self._make(community_id)
        return self._made[community_id]

    def unit(self, unit_id: int | None) -> int | None:
        if unit_id not in self._units:
            self._units[unit_id] = _large_enough_unit(unit_id)
        return self._units[unit_id]

    def _make(self, community_id: int) -> Person:
        last = StandIn.objects.filter(community_id=community_id).order_by("number").last()
        number = last.number + 1 if last else 1
        person = Person.objects.create(
            email=None,
            handle=nobodys_handle(),
            name=name_of(number),
            password=make_password(None),
            organisation_id=self.organisation_id,
            is_active=False,
            is_listed=False,
            has_met_questions=True,
            joined_at=LONG_AGO,
        )
        StandIn.objects.create(person=person, community_id=community_id, number=number)
        return person


def name_of(number: int) -> str:
    return _("Deleted account %(number)d") % {"number": number}


def nobody() -> str:
    """What stands in a text that belongs to no community."""
    return _("deleted account")


def nobodys_handle() -> str:
    return f"x-{secrets.token_hex(8)}"


def _large_enough_organisation(pk: int | None) -> int | None:
    return pk if pk and _people(Assignment.objects.filter(organisation_id=pk)) >= ENOUGH else None


def _large_enough_unit(pk: int | None) -> int | None:
    """By everybody who ever worked there, for posts keep the unit of their time."""
    steps = 0
    while pk is not None and steps < 20:
        if _people(Assignment.objects.filter(unit_id__in=_with_below(pk))) >= ENOUGH:
            return pk
        pk, steps = Unit.objects.filter(pk=pk).values_list("parent_id", flat=True).first(), steps + 1
    return None


def _people(assignments: object) -> int:
    return assignments.values("person").distinct().count()  # type: ignore[attr-defined]


def _with_below(pk: int) -> set[int]:
    found, edge = {pk}, {pk}
    while edge:
        edge = set(Unit.objects.filter(parent_id__in=edge).values_list("pk", flat=True)) - found
        found |= edge
    return found
