"""What the verbs that write a post have in common: a locked thread, a numbered post, its mentions and links."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.activity.log import record
from ognisko.discussions.documents import index_post
from ognisko.discussions.models import Mention, Post, Thread, ThreadLink
from ognisko.discussions.typeset import Typeset
from ognisko.people.models import Person
from ognisko.text.clean import clean_text

LONGEST_TEXT = 60_000
LONGEST_TITLE = 200
SAME_TEXT_WITHIN = timedelta(minutes=1)


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


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
    return Thread.objects.select_for_update(of=("self",)).select_related("community").get(pk=thread.pk)


def add_post(thread: Thread, *, by: Person, text: str, setting: Typeset, answers: Post | None = None) -> Post:
    """The next post of a locked thread, and what the thread and its community keep about their last post."""
    now = timezone.now()
    thread.post_count += 1
    thread.last_post_at, thread.last_author = now, by
    post = Post.objects.create(
        thread=thread,
        number=thread.post_count,
        answers=answers,
        author=by,
        author_unit_id=by.unit_id,
        text=text,
        html=setting.html,
        written_at=now,
    )
    Thread.objects.filter(pk=thread.pk).update(post_count=thread.post_count, last_post_at=now, last_author=by)
    type(thread.community).objects.filter(pk=thread.community_id).update(last_activity_at=now)
    keep_references(post, setting)
    if post.number > 1:
        index_post(post)  # a thread is indexed by the verb that begins it, with its keywords
    return post


def keep_references(post: Post, setting: Typeset) -> None:
    """Make the rows of mentions and links say what the text now says; a link that the source brought stays."""
    post.mentions.exclude(person__in=setting.people).delete()
    Mention.objects.bulk_create([Mention(post=post, person_id=pk) for pk in setting.people], ignore_conflicts=True)
    others = [pk for pk in setting.threads if pk != post.thread_id]
    if post.external_id is None:
        post.thread_links.exclude(thread__in=others).delete()
    ThreadLink.objects.bulk_create([ThreadLink(post=post, thread_id=pk) for pk in others], ignore_conflicts=True)


def note(verb: str, target: Model, *, by: Person, thread: Thread, **facts: Any) -> None:
    """The event of a verb in a thread, in the verb's transaction."""
    record(verb, by=by, target=target, community_id=thread.community_id, thread=thread.pk, **facts)


def just_written(thread: Thread, *, by: Person, text: str) -> Post | None:
    """The same words by the same person a moment ago: a form sent twice is one post."""
    return thread.posts.filter(
        number__gt=thread.post_count - 20,
        author=by,
        text=text,
        deleted_at=None,
        written_at__gte=timezone.now() - SAME_TEXT_WITHIN,
    ).first()
