"""What people wish, for many at once: how much of a place, how often by letter, at which hours."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from ognisko.notifications.models import Following, Hours, Preference, Rhythm
from ognisko.office.free_days import free_days

RARITY = [rhythm.value for rhythm in Rhythm]  # from at once to never
GATHERS = timedelta(minutes=3)  # so long a letter at once waits for what else may come in the same thread
DIGEST = "digest"  # the kind of the summary of one's communities
EIGHT = time(8)


@dataclass
class Wishes:
    """Of so many people, about one community and the places named."""

    levels: dict[tuple[int, str], str] = field(default_factory=dict)
    kinds: dict[tuple[int, str], str] = field(default_factory=dict)
    communities: dict[tuple[int, int], str] = field(default_factory=dict)
    hours: dict[int, Hours] = field(default_factory=dict)
    free: dict[int, frozenset[date]] = field(default_factory=dict)  # by year, asked once

    def opens(self, person: int, moment: datetime) -> datetime:
        """The first moment, not before this one, at which a letter may reach the person."""
        if moment.year not in self.free:
            self.free[moment.year] = free_days(moment.year, moment.year + 1)
        return next_open(moment, self.hours.get(person), self.free[moment.year])

    def is_mute(self, person: int, places: Iterable[str], *, is_personal: bool) -> bool:
        """“Nothing” is absolute wherever it is said; the nearest place decides about “only mentions”."""
        said = [self.levels[person, place] for place in places if (person, place) in self.levels]
        if Following.Level.NOTHING in said:
            return True
        return not is_personal and bool(said) and said[0] == Following.Level.MENTIONS

    def rhythm(self, person: int, kind: str, community: int | None, default: str) -> str:
        """The rarer of what the person chose for the kind and for the community; without a choice, the default."""
        chosen = [self.kinds.get((person, kind)), self.communities.get((person, community or 0))]
        said = [rhythm for rhythm in chosen if rhythm]
        return max(said, key=RARITY.index) if said else default


def wishes_of(people: Collection[int], places: Collection[str] | None = None) -> Wishes:
    """Three queries, however many people; without places, about all that they follow."""
    followings = Following.objects.filter(person__in=people)
    if places is not None:
        followings = followings.filter(place__in=places)
    preferences = Preference.objects.filter(person__in=people).values_list("person", "kind", "community_id", "rhythm")
    found = Wishes()
    found.levels = {(p, place): level for p, place, level in followings.values_list("person", "place", "level")}
    for person, kind, community, rhythm in preferences:
        if community is None:
            found.kinds[person, kind] = rhythm
        else:
            found.communities[person, community] = rhythm
    found.hours = {hours.person_id: hours for hours in Hours.objects.filter(person__in=people)}
    return found


def places_of_community(community: int | None) -> list[str]:
    return [f"community:{community}"] if community is not None else []


def followers_of(places: Collection[str]) -> Iterable[int]:
    """People who asked for everything of one of these places, lazily."""
    following = Following.objects.filter(place__in=places, level=Following.Level.ALL)
    return following.values_list("person", flat=True).order_by("person").distinct().iterator(chunk_size=500)


def zone_of(hours: Hours | None) -> ZoneInfo:
    return _zone(hours.zone if hours and hours.zone else settings.TIME_ZONE)


def next_open(moment: datetime, hours: Hours | None, free: Collection[date]) -> datetime:
    """In the hours and on a day of the person's; `free` are the days on which the office does not work."""
    hours = hours or Hours()
    zone = zone_of(hours)
    here = moment.astimezone(zone)
    for ahead in range(370):
        day = here.date() + timedelta(days=ahead)
        if str(day.isoweekday()) not in hours.days or day in free:
            continue
        opens = datetime.combine(day, hours.begins, zone).astimezone(UTC)
        closes = datetime.combine(day, hours.ends, zone).astimezone(UTC)
        if moment < closes and opens < closes:
            return max(moment, opens)
    return moment


def last_due(rhythm: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The last moment at which a summary was due: every day, on Tuesday, on the first Tuesday of a month; at eight."""
    day = now.astimezone(zone).date()
    if datetime.combine(day, EIGHT, zone) > now:
        day -= timedelta(days=1)
    while not _is_day_of(rhythm, day.isoweekday(), day.day):
        day -= timedelta(days=1)
    return datetime.combine(day, EIGHT, zone).astimezone(UTC)


def _is_day_of(rhythm: str, weekday: int, day: int) -> bool:
    if rhythm == Rhythm.DAILY:
        return True
    return weekday == 2 and (rhythm == Rhythm.WEEKLY or day <= 7)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
