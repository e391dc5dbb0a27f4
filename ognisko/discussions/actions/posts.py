from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.discussions import permissions
from ognisko.discussions.actions.private import read_after_writing, throw_draft_away
from ognisko.discussions.actions.writing import (
    add_post,
    just_written,
    keep_references,
    locked,
    must,
    must_write,
    note,
    written,
)
from ognisko.discussions.documents import index_post
from ognisko.discussions.models import Post, PostVersion, Thread
from ognisko.discussions.typeset import typeset
from ognisko.people.models import Person

RESTORABLE = timedelta(days=30)


def reply(thread: Thread, *, by: Person, text: str, answers: Post | None = None) -> Post:
    """The next post of the thread; `answers` is the post of the same thread that it comments."""
    must_write(permissions.can_reply(by, thread), by=by, community=thread.community)
    text = written(text)
    setting = typeset(text, thread.community, by=by)

    with transaction.atomic():
        thread = locked(thread)
        must(permissions.can_reply(by, thread))
        if answers is not None and answers.thread_id != thread.pk:
            raise PermissionDenied
        if same := just_written(thread, by=by, text=text):
            return same
        post = add_post(thread, by=by, text=text, setting=setting, answers=answers)
        read_after_writing(post)
        throw_draft_away(f"thread:{thread.pk}", by=by)
        note("discussions.reply", post, by=by, thread=thread, mentions=list(setting.people))
    return post


def edit_post(post: Post, *, by: Person, text: str, is_small: bool = False) -> Post:
    """The former text is kept; a small edit („drobna zmiana”) tells nobody. The same text again changes nothing."""
    must_write(permissions.can_edit_post(by, post), by=by, community=post.thread.community)
    text = written(text)
    setting = typeset(text, post.thread.community, by=by)

    with transaction.atomic():
        post = _locked(post)
        must(permissions.can_edit_post(by, post))
        throw_draft_away(f"edit:{post.pk}", by=by)
        if post.text == text:
            return post
        now = timezone.now()
        PostVersion.objects.create(
            post=post, text=post.text, html=post.html, replaced_at=now, replaced_by=by, is_small=is_small
        )
        post.text, post.html, post.edited_at = text, setting.html, now
        post.save(update_fields=["text", "html", "edited_at"])
        keep_references(post, setting)
        index_post(post)
        note(
            "discussions.edit",
            post,
            by=by,
            thread=post.thread,
            is_small=is_small,
            mentions=list(setting.people),
        )
    return post


def delete_post(post: Post, *, by: Person) -> Post:
    """The number stays, a quiet line stands in its place, and for 30 days the author can restore it.

    A thread of which nothing but the first post was written is closed with it, and reopened when it comes back.
    """
    must(permissions.can_delete_post(by, post))
    with transaction.atomic():
        post = _locked(post)
        if post.deleted_at is not None:
            return post
        post.deleted_at = timezone.now()
        post.save(update_fields=["deleted_at"])
        index_post(post)
        if post.thread.helped_by_id == post.pk:
            Thread.objects.filter(pk=post.thread_id).update(helped_by=None, helped_at=None)
        if _stands_alone(post):
            Thread.objects.filter(pk=post.thread_id, closed_at=None).update(closed_at=post.deleted_at)
        note("discussions.delete", post, by=by, thread=post.thread)
    return post


def restore_post(post: Post, *, by: Person) -> Post:
    must(permissions.can_delete_post(by, post))
    with transaction.atomic():
        post = _locked(post)
        if post.deleted_at is None:
            return post
        must(timezone.now() - post.deleted_at <= RESTORABLE)
        if _stands_alone(post):
            Thread.objects.filter(pk=post.thread_id, closed_at=post.deleted_at).update(closed_at=None)
        post.deleted_at = None
        post.save(update_fields=["deleted_at"])
        index_post(post)
        note("discussions.restore", post, by=by, thread=post.thread)
    return post


def _locked(post: Post) -> Post:
    posts = Post.objects.select_for_update(of=("self",)).select_related("thread__community")
    return posts.get(pk=post.pk)


def _stands_alone(post: Post) -> bool:
    return post.number == 1 and post.thread.post_count == 1
