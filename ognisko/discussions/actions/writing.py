"""What the verbs that write a post have in common: a locked thread, a numbered post, its mentions and links."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.activity.log import record
from ognisko.communities.models import Community
from ognisko.communities.pauses import WritingPaused
from ognisko.communities.permissions import paused_until
from ognisko.discussions.models import Mention, Post, Thread, ThreadLink
from ognisko.discussions.typeset import Typeset
from ognisko.people.models import Person
from ognisko.prepared import Prepared, PreparedChange, insert
from ognisko.search.index import index_new
from ognisko.text.clean import clean_text

LONGEST_TEXT = 60_000
LONGEST_TITLE = 200
SAME_TEXT_WITHIN = timedelta(minutes=1)


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def must_write(allowed: bool, *, by: Person, community: Community) -> None:
    """As `must`; to somebody whose writing is paused the refusal says until when."""
    if not allowed and (until := paused_until(by, community)):
        raise WritingPaused(until)
    must(allowed)


def written(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """The text as it is kept; nothing and too much are refused whichever door they came through."""
    text = clean_text(text).strip("\n").rstrip()
    if not text.strip():
        raise ValidationError(_("Write something first."), code="empty")
    if len(text) > longest:
        raise ValidationError(
            _("This is too long: write at most %(longest)d characters.") % {"longest": longest}, code="too_long"
        )
    return text


def locked(thread: Thread) -> Thread:
    """The thread as it is now, held until the transaction ends, so that numbers of posts have no gaps."""
    for row in _LOCKED(thread=thread.pk):
        now = Thread.from_db("default", _COLUMNS, row)
        now.community = thread.community
        return now
    raise Thread.DoesNotExist


_COLUMNS = [field.attname for field in Thread._meta.concrete_fields]


def _locked(thread: int) -> QuerySet[Any, Any]:
    return Thread.objects.select_for_update().filter(pk=thread).values_list(*_COLUMNS)


_LOCKED = Prepared(_locked, thread=int)


def add_post(thread: Thread, *, by: Person, text: str, setting: Typeset, answers: Post | None = None) -> Post:
    """The next post of a locked thread, and what the thread and its community keep about their last post."""
    now = timezone.now()
    thread.post_count += 1
    thread.last_post_at, thread.last_author = now, by
    post = Post(
        thread=thread,
        number=thread.post_count,
        answers=answers,
        author=by,
        author_unit_id=by.unit_id,
        text=text,
        html=setting.html,
        written_at=now,
    )
    insert(post)
    _NEXT_POST(thread=thread.pk, number=post.number, at=now, by=by.pk)
    _ACTIVE(community=thread.community_id, at=now)
    _refer(post, setting)
    if post.number > 1:
        index_new(post)  # a thread is indexed by the verb that begins it, with its keywords
    return post


def _next_post(thread: int, number: int, at: datetime, by: int) -> tuple[QuerySet[Any], dict[str, Any]]:
    return Thread.objects.filter(pk=thread), {"post_count": number, "last_post_at": at, "last_author": by}


def _active(community: int, at: datetime) -> tuple[QuerySet[Any], dict[str, Any]]:
    return Community.objects.filter(pk=community), {"last_activity_at": at}


_NEXT_POST = PreparedChange(_next_post, thread=int, number=int, at=datetime, by=int)
_ACTIVE = PreparedChange(_active, community=int, at=datetime)


def keep_references(post: Post, setting: Typeset) -> None:
    """Make the rows of mentions and links say what the text now says; a link that the source brought stays."""
    post.mentions.exclude(person__in=setting.people).delete()
    if post.external_id is None:
        post.thread_links.exclude(thread__in=setting.threads).delete()
    _refer(post, setting)


def _refer(post: Post, setting: Typeset) -> None:
    Mention.objects.bulk_create([Mention(post=post, person_id=pk) for pk in setting.people], ignore_conflicts=True)
    others = [pk for pk in setting.threads if pk != post.thread_id]
    ThreadLink.objects.bulk_create([ThreadLink(post=post, thread_id=pk) for pk in others], ignore_conflicts=True)


def note(verb: str, target: Model, *, by: Person, thread: Thread, **facts: Any) -> None:
    """The event of a verb in a thread, in the verb's transaction."""
    record(verb, by=by, target=target, community_id=thread.community_id, thread=thread.pk, **facts)


def just_written(thread: Thread, *, by: Person, text: str) -> Post | None:
    """The same words by the same person a moment ago: a form sent twice is one post."""
    since = timezone.now() - SAME_TEXT_WITHIN
    for (pk,) in _SAME(thread=thread.pk, after=thread.post_count - 20, by=by.pk, text=text, since=since):
        return Post.objects.get(pk=pk)
    return None


def _same(thread: int, after: int, by: int, text: str, since: datetime) -> QuerySet[Any, Any]:
    recent = Post.objects.filter(thread=thread, number__gt=after, author=by, deleted_at=None, written_at__gte=since)
    return recent.filter(text=text).values_list("pk")[:1]


_SAME = Prepared(_same, thread=int, after=int, by=int, text=str, since=datetime)
