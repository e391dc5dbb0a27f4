"""What conversations show on pages of the packages below and above: a community, a person, my week."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.communities.addresses import community_address
from ognisko.communities.models import Community, Membership
from ognisko.discussions import lists
from ognisko.discussions.models import Post, ReadPosition, Thread
from ognisko.discussions.permissions import can_begin_thread
from ognisko.people.models import Person
from ognisko.prepared import Many, Prepared
from ognisko.text.polish import fold
from ognisko.ui.parts import Part, shown_at

SHOWN_OPEN = 4
SHOWN_FRESH = 6
SHOWN_WAITING = 3
SHOWN_NEW = 3
CANDIDATES = 30
WAITING = timedelta(days=60)
FRESH = timedelta(days=14)
SHORTEST_WORD = 5


@shown_at("communities:show", order=10)
def open_questions(*, community: Community, person: Any, **_inputs: object) -> Part | None:
    rows = [row for row in lists.rows(_OPEN(community=community.pk)) if row.hidden_at is None]
    if not rows:
        return None
    inputs = {
        "entries": lists.entries_of(rows[:SHOWN_OPEN], person=person, since={}),
        "has_more": len(rows) > SHOWN_OPEN,
        "community": community,
    }
    return Part("discussions/_open_questions.html", inputs)


@shown_at("communities:show", order=20)
def fresh_threads(*, community: Community, person: Any, **_inputs: object) -> Part | None:
    """The latest threads, without the open questions that stand above them."""
    reader = person.pk if person.is_authenticated else lists.NOBODY
    rows = lists.rows(_FRESH(community=community.pk, reader=reader))
    answered = [row for row in rows if not lists.is_open_question(row)][:SHOWN_FRESH]
    can_begin = can_begin_thread(person, community)
    if not answered and not can_begin and not rows:
        return None
    since = lists.news_of(person, community.pk)
    inputs = {
        "entries": lists.entries_of(answered, person=person, since=since),
        "is_empty": not rows,
        "can_begin": can_begin,
        "community": community,
    }
    return Part("discussions/_fresh_threads.html", inputs)


@shown_at("people:show", order=20)
def begun_by(*, shown: Person, person: Any, **_inputs: object) -> Part | None:
    """What the shown person began lately, as far as the viewer may see it."""
    threads = Thread.objects.visible_to(person).filter(author=shown.pk, hidden_at=None).order_by("-begun_at", "-pk")
    rows = lists.rows(lists.as_rows(threads, lists.NOBODY)[:5])
    if not rows:
        return None
    return Part("discussions/_begun_by.html", {"entries": lists.entries_of(rows, person=person, since={})})


# --- My week --------------------------------------------------------------------------------------------------


class Place(NamedTuple):
    """A community of the person."""

    pk: int
    slug: str
    name: str
    language: str
    role: str
    joined_at: datetime

    @property
    def address(self) -> str:
        return community_address(self.slug)


@shown_at("home:my_week:waits", order=30)
def waiting_questions(*, person: Person, **_inputs: object) -> Part | None:
    """Open questions of others in the person's communities; first those that touch what they can help with."""
    places = {place.pk: place for place in _places(person)}
    if not places:
        return None
    rows = _unanswered(person, lists.rows(_WAITING(person=person.pk, since=timezone.now() - WAITING)))
    offers = _offers(person.can_help)
    reasons = {row.pk: _touched(row.title, offers) for row in rows}
    chosen = sorted(rows, key=lambda row: not reasons[row.pk])[:SHOWN_WAITING]
    if not chosen:
        return None
    entries = lists.entries_of(chosen, person=person, since={})
    items = [
        {"entry": entry, "place": places[row.community], "reason": reasons[row.pk]}
        for row, entry in zip(chosen, entries, strict=True)
    ]
    return Part("discussions/_waiting.html", {"items": items})


@shown_at("home:my_week:new", order=10)
def new_in_communities(*, person: Person, **_inputs: object) -> Part | None:
    """By community, the unread first; two queries, however many communities there are."""
    places = _places(person)
    if not places:
        return None
    horizon = timezone.now() - lists.REMEMBERED
    since = {place.pk: max(place.joined_at, horizon) for place in places}
    here: dict[int, list[lists.Row]] = {place.pk: [] for place in places}
    for row in lists.rows(_NEW(person=person.pk, since=timezone.now() - FRESH)):
        here[row.community].append(row)
    groups = []
    for place in places:
        rows = sorted(here[place.pk], key=lambda row: row.last_post_at, reverse=True)
        rows.sort(key=lambda row: not lists.is_new(row, since[row.community]))
        entries = lists.entries_of(rows[:SHOWN_NEW], person=person, since=since)
        groups.append({"place": place, "entries": entries, "is_new": any(entry.is_new for entry in entries)})
    groups.sort(key=lambda group: (not group["is_new"], not group["entries"]))
    return Part("discussions/_new.html", {"groups": groups})


def _places(person: Person) -> list[Place]:
    """Read once for both parts of one page: remembered on the person, who lives as long as the request."""
    kept: list[Place] | None = person.__dict__.get("_places")
    if kept is None:
        kept = [Place(*values) for values in _PLACES(person=person.pk)]
        person.__dict__["_places"] = kept
    return kept


def _unanswered(person: Person, questions: list[lists.Row]) -> list[lists.Row]:
    """Those of others in which the person has not written yet."""
    others = [row for row in questions if row.author != person.pk and row.hidden_at is None]
    if not others:
        return []
    there = {thread for (thread,) in _WRITTEN(person=person.pk, threads=[row.pk for row in others])}
    return [row for row in others if row.pk not in there]


Offers = dict[str, list[tuple[int, str, str]]]  # first letters → (place of the piece, stem, piece)


@lru_cache(maxsize=1024)
def _offers(can_help: str) -> Offers:
    """What somebody can help with, piece by piece, by the stems of its longer words."""
    offers: Offers = {}
    for place, piece in enumerate(re.split(r"[,;.\n]|\bi\b|\band\b", can_help)):
        for stem in _stems(piece):
            offers.setdefault(stem[:SHORTEST_WORD], []).append((place, stem, piece.strip()))
    return offers


def _touched(title: str, offers: Offers) -> str:
    """The words of the profile that the title touches, to be shown as the reason."""
    if not offers:
        return ""
    touched = [
        (place, piece)
        for word in _stems(title)
        for place, stem, piece in offers.get(word[:SHORTEST_WORD], ())
        if word.startswith(stem) or stem.startswith(word)
    ]
    return _("your profile says: “%(words)s”") % {"words": min(touched)[1]} if touched else ""


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """Rough stems: long words without their endings, so that „identyfikatory” meets „identyfikatorów”."""
    words = re.findall(r"\w+", fold(text))
    return frozenset(word[: max(SHORTEST_WORD, len(word) - 3)] for word in words if len(word) > SHORTEST_WORD)


# --- Kept prepared ----------------------------------------------------------------------------------------------


def _open(community: int) -> QuerySet[Any, Any]:
    questions = Thread.objects.filter(community=community).open_questions().order_by("-begun_at", "-pk")
    return lists.as_rows(questions, lists.NOBODY)[: SHOWN_OPEN + 1]


def _fresh(community: int, reader: int) -> QuerySet[Any, Any]:
    return lists.as_rows(Thread.objects.filter(community=community).latest(), reader)[: SHOWN_FRESH + SHOWN_OPEN]


def _memberships(person: int) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=person)


def _of_person(person: int) -> QuerySet[Any, Any]:
    fields = ("community", "community__slug", "community__name", "community__language", "role", "joined_at")
    return _memberships(person).order_by("community__sort_key", "community").values_list(*fields)


def _open_here(person: int, since: datetime) -> QuerySet[Any, Any]:
    """The newest open questions of the communities of the person; observers do not answer, so they are not asked to."""
    newest = Thread.objects.filter(community=OuterRef("community")).open_questions().order_by("-begun_at", "-pk")
    open_questions = {
        "community__threads__kind": Thread.Kind.QUESTION,
        "community__threads__helped_by": None,
        "community__threads__closed_at": None,
        "community__threads__begun_at__gte": _few(newest.values("begun_at"), CANDIDATES, since),
    }
    writing = _memberships(person).filter(~Q(role=Membership.Role.OBSERVER), **open_questions)
    return _threads_of(writing, lists.NOBODY).order_by("-community__threads__begun_at")[: 2 * CANDIDATES]


def _new(person: int, since: datetime) -> QuerySet[Any, Any]:
    """The latest few threads of each community of the person."""
    latest = Thread.objects.filter(community=OuterRef("community")).latest()
    bound = _few(latest.values("last_post_at"), 4 * SHOWN_NEW, since)
    return _threads_of(_memberships(person).filter(community__threads__last_post_at__gte=bound), person)


def _few(moments: QuerySet[Any, Any], number: int, since: datetime) -> Greatest:
    """The moment of the last of a few threads of a community, or `since` where there are not so many since then.

    With such a bound the index is entered once for each community, however many threads the community has.
    """
    last = Coalesce(Subquery(moments[number - 1 : number]), Value(since), output_field=DateTimeField())
    return Greatest(last, Value(since), output_field=DateTimeField())


def _threads_of(memberships: QuerySet[Membership], reader: int) -> QuerySet[Any, Any]:
    read = ReadPosition.objects.filter(person=reader, thread=OuterRef("community__threads__pk")).values("number")
    fields = [f"community__threads__{name}" for name in lists.FIELDS if name != "read"]
    return memberships.annotate(read=Subquery(read)).values_list(*fields, "read")


def _written(person: int, threads: list[int]) -> QuerySet[Any, Any]:
    return Post.objects.filter(author=person, thread__in=threads, deleted_at=None).values_list("thread")


_OPEN = Prepared(_open, community=int)
_FRESH = Prepared(_fresh, community=int, reader=int)
_PLACES = Prepared(_of_person, person=int)
_WRITTEN = Prepared(_written, person=int, threads=Many(2 * CANDIDATES))
_WAITING = Prepared(_open_here, person=int, since=datetime)
_NEW = Prepared(_new, person=int, since=datetime)
