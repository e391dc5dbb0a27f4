"""A page of a thread, read with few queries and without model objects: everything its template shows is ready here.

Posts are numbered without gaps, so pages are computed, not counted: page 3 is the posts after number 40, whether the
thread has sixty or a million.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404

from ognisko.communities.models import Community
from ognisko.communities.permissions import can_read
from ognisko.discussions.addresses import thread_address
from ognisko.discussions.lines import Line, Reader, lines_of
from ognisko.discussions.models import Draft, ReadPosition, Tag, Thread, ThreadLink
from ognisko.prepared import Prepared

PAGE = 20
MOST_LINKS = 10

THREAD = (
    "id",
    "community_id",
    "kind",
    "title",
    "slug",
    "author_id",
    "begun_at",
    "closed_at",
    "helped_by_id",
    "post_count",
    "hidden_at",
)
COMMUNITY = ("id", "slug", "name", "language", "visibility", "entry")


@dataclass
class ThreadPage:
    thread: Thread
    after: int  # posts of this page have numbers from after + 1
    read: int | None  # up to which number the person had read before this page
    draft: str
    question: Line | None = None
    helped: Line | None = None  # lifted to the top of the first page, from wherever it is
    talk: list[Line] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)  # slug, name
    linked_from: list[tuple[str, str]] = field(default_factory=list)  # address, title

    @property
    def last(self) -> int:
        """The number of the last post on this page."""
        return min(self.after + PAGE, self.thread.post_count)

    @property
    def is_alone(self) -> bool:
        return self.thread.post_count <= 1

    @property
    def is_behind(self) -> bool:
        """The person has read some of the thread, and what is new begins on a later page."""
        return bool(self.read) and self.after == 0 and PAGE <= (self.read or 0) < self.thread.post_count

    @property
    def is_last(self) -> bool:
        return self.after + PAGE >= self.thread.post_count


def find_thread(person: Any, pk: int) -> Thread:
    """The thread with its community, how far the person has read it and what they began to type; else 404.

    The same rule as `visible_to`, asked in Python of the community that is at hand: half the price on a hot page.
    """
    found = _MINE(pk=pk, person=person.pk) if person.is_authenticated else _ANYBODYS(pk=pk)
    if not found:
        raise Http404
    *values, read, draft = found[0] if person.is_authenticated else (*found[0], None, None)
    thread = Thread.from_db("default", THREAD, values[: len(THREAD)])
    thread.community = Community.from_db("default", COMMUNITY, values[len(THREAD) :])
    thread.read, thread.draft = read, draft  # type: ignore[attr-defined]
    if not can_read(person, thread.community):
        raise Http404
    thread.hush(person)
    return thread


def _anybodys(pk: int) -> QuerySet[Any, Any]:
    return Thread.objects.filter(pk=pk).values_list(*THREAD, *(f"community__{name}" for name in COMMUNITY))


def _mine(pk: int, person: int) -> QuerySet[Any, Any]:
    place = Concat(Value("thread:"), Cast(OuterRef("pk"), CharField()))
    read = Subquery(ReadPosition.objects.filter(person=person, thread=OuterRef("pk")).values("number"))
    draft = Subquery(Draft.objects.filter(person=person, place=place).values("text"))
    return _anybodys(pk).annotate(read=read, draft=draft)


_ANYBODYS = Prepared(_anybodys, pk=int)
_MINE = Prepared(_mine, pk=int, person=int)


def read_page(thread: Thread, *, person: Any, after: int) -> ThreadPage:
    """`after` may be any number; the page that holds the next post is shown, the last one at most."""
    page = ThreadPage(
        thread=thread,
        after=page_start(after, thread.post_count),
        read=getattr(thread, "read", None),
        draft=getattr(thread, "draft", None) or "",
    )
    reader = Reader(person, thread, read=page.read)
    helped = thread.helped_by_id if page.after == 0 else None
    lines = lines_of(reader, after=page.after, last=page.after + PAGE, helped=helped)
    for line in lines:
        if page.after == 0 and line.number == 1:
            page.question = line
        elif page.after == 0 and line.is_helped:
            page.helped = line
        else:
            page.talk.append(line)
    if page.after == 0:
        page.tags = [] if thread.hidden_at else _TAGS(thread=thread.pk)
        page.linked_from = _linked_from(thread, person)
    return page


def page_start(after: int, post_count: int) -> int:
    last = max(0, (post_count - 1) // PAGE * PAGE)
    return min(max(0, after) // PAGE * PAGE, last)


def page_of(number: int) -> int:
    """The `after` of the page that shows the post of this number."""
    return (number - 1) // PAGE * PAGE


def page_numbers(post_count: int, after: int) -> list[int | None]:
    """Pages to choose from, with None where some are skipped: 1 … 4 5 6 … 50."""
    last = max(1, -(-post_count // PAGE))
    here = after // PAGE + 1
    shown = sorted({1, 2, here - 1, here, here + 1, last - 1, last} & set(range(1, last + 1)))
    numbers: list[int | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            numbers.append(number - 1 if number - before == 2 else None)
        numbers.append(number)
    return numbers


def first_unread(thread: Thread, read: int | None) -> int:
    """The number to jump to: the first post not read yet, or the last one when all are read."""
    return min((read or 0) + 1, thread.post_count)


def _linked_from(thread: Thread, person: Any) -> list[tuple[str, str]]:
    """Threads that refer to this one, as far as the person may see them."""
    threads = list(dict.fromkeys(pk for (pk,) in _REFERRING(thread=thread.pk)))
    if not threads:
        return []
    visible = Thread.objects.visible_to(person).filter(pk__in=threads, hidden_at=None).latest()
    return [
        (thread_address(pk, slug), title) for pk, slug, title in visible.values_list("pk", "slug", "title")[:MOST_LINKS]
    ]


def _tags(thread: int) -> QuerySet[Any, Any]:
    return Tag.objects.filter(threads=thread).order_by("slug").values_list("slug", "name")


def _referring(thread: int) -> QuerySet[Any, Any]:
    links = ThreadLink.objects.filter(thread=thread, post__deleted_at=None, post__hidden_at=None).order_by("-pk")
    return links.values_list("post__thread")[: 5 * MOST_LINKS]


_TAGS = Prepared(_tags, thread=int)
_REFERRING = Prepared(_referring, thread=int)
