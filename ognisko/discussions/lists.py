"""Lists of threads: read as plain values, a page by its key, what is new to the reader from one further query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import can_read
from ognisko.discussions.addresses import thread_address
from ognisko.discussions.models import HIDDEN_TITLE, Post, ReadPosition, Tag, Thread, ThreadQuerySet
from ognisko.prepared import Prepared
from ognisko.text import polish
from ognisko.ui.filters import language, typo
from ognisko.ui.spoken import ngettext

PAGE = 20
NOBODY = 0  # the key of no person
COMMUNITY = ("id", "slug", "name", "language", "visibility", "entry")
REMEMBERED = timedelta(days=90)  # read positions are kept this long without use, so nothing older is called new

FIELDS = (
    "pk",
    "slug",
    "title",
    "kind",
    "begun_at",
    "last_post_at",
    "post_count",
    "helped_by",
    "closed_at",
    "author",
    "author__name",
    "author__unit__name",
    "author__organisation",
    "author__organisation__short_name",
    "last_author__name",
    "community",
    "hidden_at",
    "read",
)


class Row(NamedTuple):
    """FIELDS of one thread, in their order; `read` is the number up to which the person has read it."""

    pk: int
    slug: str
    title: str
    kind: str
    begun_at: datetime
    last_post_at: datetime
    post_count: int
    helped_by: int | None
    closed_at: datetime | None
    author: int
    name: str
    unit: str | None
    organisation: int | None
    short_name: str | None
    last_name: str | None
    community: int
    hidden_at: datetime | None
    read: int | None


class Entry(NamedTuple):
    """A thread as a list shows it: what, then one quiet line of who, where, when."""

    address: str
    title: SafeString
    kind: str
    who: str
    moment: str
    when: str
    replies: str
    is_new: bool
    is_helped: bool
    is_closed: bool
    is_open_question: bool
    community: int


@dataclass(frozen=True)
class Choice:
    """What a list is narrowed to, as the address says it."""

    kind: str = ""
    show: str = ""  # "open", "unanswered", "mine", "unread"
    tag: str = ""
    before: str = ""  # the key of the last thread of the page before: "<microseconds>-<pk>"

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.show)

    @property
    def is_by_beginning(self) -> bool:
        """Open questions stand in the order in which they were asked; everything else by its last post."""
        return self.show in ("open", "unanswered")


@dataclass
class ThreadList:
    entries: list[Entry] = field(default_factory=list)
    next_key: str = ""  # empty on the last page


def threads_of(community: Community, choice: Choice, *, person: Any) -> ThreadList:
    """One page of a community's threads. Two queries, three for "unread"."""
    reader = person.pk if person.is_authenticated else NOBODY
    moment = "begun_at" if choice.is_by_beginning else "last_post_at"
    rows = _rows(community, choice, person, reader, moment)
    shown = rows[:PAGE]
    found = ThreadList(entries=entries_of(shown, person=person, since=news_of(person, community.pk)))
    if len(rows) > PAGE:
        found.next_key = _key(getattr(shown[-1], moment), shown[-1].pk)
    return found


def _rows(community: Community, choice: Choice, person: Any, reader: int, moment: str) -> list[Row]:
    """What is asked most is kept prepared: everything by its last post, from the start or from a key."""
    key = _read_key(choice.before)
    if choice == Choice(before=choice.before):
        if key is None:
            return rows(_LATEST(community=community.pk, reader=reader))
        return rows(_LATEST_BEFORE(community=community.pk, reader=reader, at=key[0], pk=key[1]))
    threads = _narrowed(Thread.objects.filter(community=community.pk), choice, community, person)
    if key is not None:
        threads = _before(threads, moment, *key)
    return rows(as_rows(threads.order_by(f"-{moment}", "-pk"), reader)[: PAGE + 1])


def as_rows(threads: ThreadQuerySet, reader: int) -> QuerySet[Any, Any]:
    """The FIELDS of threads for whoever reads; NOBODY has read nothing."""
    read = ReadPosition.objects.filter(person=reader, thread=OuterRef("pk")).values("number")
    return threads.annotate(read=Subquery(read)).values_list(*FIELDS)


def rows(values: Iterable[tuple[Any, ...]]) -> list[Row]:
    return [Row(*row) for row in values]


def find_community(person: Any, slug: str) -> Community:
    """The community of a list, with what a list shows of it; else 404. `visible_to`, asked as for a thread."""
    found = _COMMUNITY(slug=slug)
    if found:
        community = Community.from_db("default", COMMUNITY, found[0])
        if can_read(person, community):
            return community
    raise Http404


def entries_of(rows: list[Row], *, person: Any, since: dict[int, datetime]) -> list[Entry]:
    """`since`: by community, from when what was written counts as new to the person."""
    now, words = timezone.localtime(), language()
    organisation = person.organisation_id if person.is_authenticated else None
    entries = []
    for row in rows:
        moment = row.last_post_at
        entries.append(
            Entry(
                address=thread_address(row.pk, row.slug),
                title=typo(row.title if row.hidden_at is None else HIDDEN_TITLE),
                kind=row.kind,
                who=_who(row, organisation) if row.hidden_at is None else "",
                moment=moment.isoformat(),
                when=polish.relative_day(moment.astimezone(now.tzinfo), now, words),
                replies=_replies(row.post_count - 1, is_question=row.kind == Thread.Kind.QUESTION),
                is_new=is_new(row, since.get(row.community)),
                is_helped=row.helped_by is not None,
                is_closed=row.closed_at is not None,
                is_open_question=is_open_question(row),
                community=row.community,
            )
        )
    return entries


def is_open_question(row: Row) -> bool:
    is_asked = row.kind == Thread.Kind.QUESTION and row.hidden_at is None
    return is_asked and row.helped_by is None and row.closed_at is None


def is_new(row: Row, since: datetime | None) -> bool:
    return since is not None and row.last_post_at > since and row.post_count > (row.read or 0)


def news_of(person: Any, community: int) -> dict[int, datetime]:
    """What was written before somebody joined, or longer ago than positions are kept, is not called new to them.

    Nothing for who does not belong here, else from when on: {community: moment}.
    """
    if not person.is_authenticated:
        return {}
    joined = _JOINED(person=person.pk, community=community)
    return {community: max(joined[0][0], timezone.now() - REMEMBERED)} if joined else {}


def unread(threads: ThreadQuerySet, person: Any, since: datetime) -> ThreadQuerySet:
    """Threads in which something was written that the person has not read."""
    read = ReadPosition.objects.filter(person=person.pk, thread=OuterRef("pk"), number__gte=OuterRef("post_count"))
    return threads.filter(~Exists(read), last_post_at__gt=since)


def _narrowed(threads: ThreadQuerySet, choice: Choice, community: Community, person: Any) -> ThreadQuerySet:
    if choice.kind:
        threads = threads.filter(kind=choice.kind)
    if choice.tag:
        tag = Tag.objects.filter(community=community.pk, slug=choice.tag).values("pk")
        threads = threads.filter(pk__in=Thread.tags.through.objects.filter(tag__in=tag).values("thread"))
    if choice.is_by_beginning:
        threads = threads.open_questions()
    if choice.show == "unanswered":
        threads = threads.filter(post_count=1)
    if choice.show == "mine":
        posted = Post.objects.filter(author=person.pk, thread__community=community.pk, deleted_at=None)
        threads = threads.filter(pk__in=posted.values("thread"))
    if choice.show == "unread":
        since = news_of(person, community.pk).get(community.pk)
        threads = unread(threads, person, since) if since else threads.none()
    return threads


def _read_key(key: str) -> tuple[datetime, int] | None:
    """What `_key` wrote; nonsense is no key."""
    micros, _dash, pk = key.partition("-")
    if not (micros.isdecimal() and pk.isdecimal() and len(micros) < 17 and len(pk) < 19):
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(micros)), int(pk)


def _before(threads: ThreadQuerySet, moment: str, at: datetime, pk: int) -> ThreadQuerySet:
    same = Q(**{moment: at, "pk__lt": pk})
    return threads.filter(Q(**{f"{moment}__lt": at}) | same, **{f"{moment}__lte": at})


def _key(moment: datetime, pk: int) -> str:
    return f"{(moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)}-{pk}"


def _who(row: Row, organisation: int | None) -> str:
    """Name and unit; for people of another office the office's short name stands with it."""
    place = row.unit or ""
    if row.short_name and row.organisation != organisation:
        place = f"{place}, {row.short_name}" if place else row.short_name
    return f"{row.name}, {place}" if place else row.name


def _replies(number: int, *, is_question: bool) -> str:
    if number == 0:
        return _("no answer yet") if is_question else ""
    if is_question:
        return ngettext("%(count)d answer", "%(count)d answers", number) % {"count": number}
    return ngettext("%(count)d reply", "%(count)d replies", number) % {"count": number}


# --- Kept prepared ----------------------------------------------------------------------------------------------


def _latest(community: int, reader: int) -> QuerySet[Any, Any]:
    return as_rows(Thread.objects.filter(community=community).latest(), reader)[: PAGE + 1]


def _latest_before(community: int, reader: int, at: datetime, pk: int) -> QuerySet[Any, Any]:
    threads = _before(Thread.objects.filter(community=community), "last_post_at", at, pk)
    return as_rows(threads.latest(), reader)[: PAGE + 1]


def _joined(person: int, community: int) -> QuerySet[Any, Any]:
    return Membership.objects.current().filter(person=person, community=community).values_list("joined_at")


def _community(slug: str) -> QuerySet[Any, Any]:
    return Community.objects.filter(slug=slug).values_list(*COMMUNITY)


_LATEST = Prepared(_latest, community=int, reader=int)
_LATEST_BEFORE = Prepared(_latest_before, community=int, reader=int, at=datetime, pk=int)
_JOINED = Prepared(_joined, person=int, community=int)
_COMMUNITY = Prepared(_community, slug=str)
