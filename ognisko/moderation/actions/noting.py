"""What every verb of moderation has in common: its event, its line in the security log, who is told."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from ognisko.activity import log
from ognisko.audit.log import note as note_in_log
from ognisko.moderation.permissions import OFFICE
from ognisko.people.models import Person


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def note(verb: str, in_log: str, target: Model, *, by: Person | None, community: int, **facts: Any) -> None:
    """The event for whoever reacts, and the entry that nobody changes; ids only, never words of people."""
    log.record(f"moderation.{verb}", by=by, target=target, community_id=community, **facts)
    note_in_log(in_log, by=by, target=target, community=community, **facts)


def person_or_none(by: Person | None) -> Person | None:
    """A visitor is nobody, in a row as in an event."""
    return by if by is not None and by.is_authenticated else None


def people(pks: Iterable[int]) -> list[Person]:
    return list(Person.objects.able_to_sign_in().filter(pk__in=list(pks)).order_by("pk"))


def office(*but: int | None) -> list[Person]:
    keepers = Person.objects.able_to_sign_in().filter(installation_roles__kind=OFFICE)
    return list(keepers.exclude(pk__in=[pk for pk in but if pk]).order_by("pk").distinct())
