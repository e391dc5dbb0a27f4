from collections.abc import Mapping
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction

from ognisko.notifications.models import Following, Hours, Preference, Rhythm
from ognisko.people.models import Person


def follow(place: str, *, by: Person, community_id: int | None, level: str) -> Following | None:
    """How much of a place the person wants to hear; an empty level takes the choice back. Private: no event."""
    with transaction.atomic():
        if not level:
            Following.objects.filter(person=by, place=place).delete()
            return None
        values = {"level": Following.Level(level), "community_id": community_id}
        following, _is_new = Following.objects.update_or_create(person=by, place=place, defaults=values)
    return following


def choose_rhythms(*, by: Person, kinds: Mapping[str, str], communities: Mapping[int, str]) -> None:
    """By kind and by community; an empty word takes a choice back."""
    with transaction.atomic():
        for kind, rhythm in kinds.items():
            _choose(by, rhythm, kind=kind, community_id=None)
        for community, rhythm in communities.items():
            _choose(by, rhythm, kind="", community_id=community)


def choose_hours(*, by: Person, begins: time, ends: time, days: str, zone: str = "") -> Hours:
    if begins >= ends or not days:
        raise ValidationError("letters need some hours of some day")
    values = {"begins": begins, "ends": ends, "days": days, "zone": zone}
    with transaction.atomic():
        hours, _is_new = Hours.objects.update_or_create(person=by, defaults=values)
    return hours


def _choose(by: Person, rhythm: str, *, kind: str, community_id: int | None) -> None:
    if rhythm:
        values = {"rhythm": Rhythm(rhythm)}
        Preference.objects.update_or_create(person=by, kind=kind, community_id=community_id, defaults=values)
    else:
        Preference.objects.filter(person=by, kind=kind, community_id=community_id).delete()
