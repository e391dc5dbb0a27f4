"""Lists of threads: read as plain values, a page by its key, what is new to the reader from one further query."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ognisko.communities.models import Community, Membership
from ognisko.discussions.addresses import thread_address
from ognisko.discussions.models import Post, ReadPosition, Tag, Thread, ThreadQuerySet
from ognisko.text import polish
from ognisko.ui.filters import language, typo

PAGE = 20
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
)


class Row(NamedTuple):
    """FIELDS of one thread, in their order."""

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
    threads = _narrowed(Thread.objects.filter(community=community.pk), choice, community, person)
    moment = "begun_at" if choice.is_by_beginning else "last_post_at"
    threads = _after_key(threads, moment, choice.before).order_by(f"-{moment}", "-pk")
    rows = [Row(*values) for values in threads.values_list(*FIELDS)[: PAGE + 1]]
    shown = rows[:PAGE]
    since = new_since(person, community.pk)
    found = ThreadList(entries=entries_of(shown, person=person, since={community.pk: since} if since else {}))
    if len(rows) > PAGE:
        found.next_key = _key(getattr(shown[-1], moment), shown[-1].pk)
    return found


def entries_of(rows: list[Row], *, person: Any, since: dict[int, datetime]) -> list[Entry]:
    """`since`: by community, from when what was written counts as new to the person."""
    read = _read_by(person, [row.pk for row in rows]) if since else {}
    now, words = timezone.localtime(), language()
    organisation = person.organisation_id if person.is_authenticated else None
    entries = []
    for row in rows:
        moment = row.last_post_at
        entries.append(
            Entry(
                address=thread_address(row.pk, row.slug),
                title=typo(row.title),
                kind=row.kind,
                who=_who(row, organisation),
                moment=moment.isoformat(),
                when=polish.relative_day(moment.astimezone(now.tzinfo), now, words),
                replies=_replies(row.post_count - 1, is_question=row.kind == Thread.Kind.QUESTION),
                is_new=is_new(row, read.get(row.pk), since.get(row.community)),
                is_helped=row.helped_by is not None,
                is_closed=row.closed_at is not None,
                is_open_question=is_open_question(row),
                community=row.community,
            )
        )
    return entries


def is_open_question(row: Row) -> bool:
    return row.kind == Thread.Kind.QUESTION and row.helped_by is None and row.closed_at is None


def is_new(row: Row, read: int | None, since: datetime | None) -> bool:
    if since is None or row.last_post_at <= since:
        return False
    return row.post_count > (read or 0)


def new_since(person: Any, community: int) -> datetime | None:
    """What was written before somebody joined, or longer ago than positions are kept, is not called new to them."""
    return news_of(person, [community]).get(community)


def news_of(person: Any, communities: list[int] | None = None) -> dict[int, datetime]:
    """The same for several communities of the person, or for all of them: one query."""
    if not person.is_authenticated:
        return {}
    mine = Membership.objects.current().filter(person=person.pk)
    if communities is not None:
        mine = mine.filter(community__in=communities)
    horizon = timezone.now() - REMEMBERED
    return {community: max(joined, horizon) for community, joined in mine.values_list("community", "joined_at")}


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
        since = new_since(person, community.pk)
        threads = unread(threads, person, since) if since else threads.none()
    return threads


def _after_key(threads: ThreadQuerySet, moment: str, key: str) -> ThreadQuerySet:
    micros, _dash, pk = key.partition("-")
    if not (micros.isdecimal() and pk.isdecimal() and len(micros) < 17 and len(pk) < 19):
        return threads
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(micros))
    same = Q(**{moment: at, "pk__lt": int(pk)})
    return threads.filter(Q(**{f"{moment}__lt": at}) | same, **{f"{moment}__lte": at})


def _key(moment: datetime, pk: int) -> str:
    return f"{(moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)}-{pk}"


def _read_by(person: Any, threads: list[int]) -> dict[int, int]:
    if not threads or not person.is_authenticated:
        return {}
    return dict(ReadPosition.objects.filter(person=person.pk, thread__in=threads).values_list("thread", "number"))


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
