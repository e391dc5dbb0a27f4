"""What of the log somebody wants to see, and what stands beside an entry so that people understand it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q

from ognisko.audit.models import Entry, EntryQuerySet
from ognisko.text.polish import fold

PAGE = 50
AT_ONCE = 1000  # entries of an export that are held at a time
MOST_PEOPLE = 200  # whom one name may mean
PERSON = "people.person"


@dataclass(frozen=True)
class Filters:
    people: tuple[int, ...] | None = None  # ids; None is everybody
    event: str = ""
    result: str = ""
    since: datetime | None = None
    until: datetime | None = None  # not itself

    def entries(self) -> EntryQuerySet:
        """What the person did and what was done to them."""
        entries = Entry.objects.all()
        if self.people is not None:
            is_about = Q(target_kind=PERSON, target_id__in=self.people)
            entries = entries.filter(is_about | Q(actor_id__in=self.people))
        exact = {"event": self.event, "result": self.result, "at__gte": self.since, "at__lt": self.until}
        return entries.filter(**{name: value for name, value in exact.items() if value})

    def as_facts(self) -> dict[str, object]:
        """For the entry about the reading itself: people as ids."""
        moments = {"since": self.since, "until": self.until}
        asked: dict[str, object] = {name: moment.isoformat() for name, moment in moments.items() if moment}
        if self.people is not None:
            asked["people"] = self.people[:20]
        return asked | {name: value for name, value in (("event", self.event), ("result", self.result)) if value}


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    later: int | None  # the id before which the next page, of older entries, begins


def page_of(entries: EntryQuerySet, *, before: str) -> Page:
    mark = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    rows = list(entries.newest_first(before=mark)[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def in_pieces(entries: EntryQuerySet) -> Iterator[list[Entry]]:
    """All of them, oldest first, few at a time: each piece is a query of its own, so that nothing is held open."""
    last = 0
    while piece := list(entries.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield piece
        last = piece[-1].pk


def people_in(entries: Iterable[Entry]) -> dict[int, object]:
    """The people named by these entries who are still there, by id: one query."""
    ids = {entry.actor_id for entry in entries if entry.actor_id}
    ids |= {entry.target_id for entry in entries if entry.target_kind == PERSON and entry.target_id}
    return dict(get_user_model().objects.in_bulk(ids)) if ids else {}


def about(entry: Entry) -> int:
    """The id of the person to whom it was done; 0 where it was no person."""
    return (entry.target_id or 0) if entry.target_kind == PERSON else 0


def people_meant(words: str) -> tuple[int, ...]:
    """Words of a name, an address, or the number of a person, who may be gone."""
    if words.isascii() and words.isdecimal():
        return (int(words),) if len(words) < 19 else ()
    people = get_user_model().objects.order_by("pk")
    if "@" in words:
        return tuple(people.filter(email=words.lower()).values_list("pk", flat=True))
    for word in fold(words).split():
        people = people.filter(folded_name__contains=word)
    return tuple(people.values_list("pk", flat=True)[:MOST_PEOPLE])
