"""How a post is hidden and shown again. Called by the verbs of `moderation`, which have asked who may and keep why."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ognisko.discussions.documents import index_post
from ognisko.discussions.models import Post, Thread
from ognisko.text.polish import slugify


@transaction.atomic
def hide_post(pk: int, at: datetime) -> dict[str, Any]:
    """With the first post goes the title, from the address too. Gives what `show_post` needs to put all back."""
    post = _locked(pk)
    post.hidden_at = at
    post.save(update_fields=["hidden_at"])
    thread, kept = post.thread, {}
    if thread.helped_by_id == post.pk:
        kept["helped_at"] = thread.helped_at.isoformat() if thread.helped_at else at.isoformat()
        Thread.objects.filter(pk=thread.pk).update(helped_by=None, helped_at=None)
    if post.number == 1:
        thread.hidden_at, thread.slug = at, ""
        Thread.objects.filter(pk=thread.pk).update(hidden_at=at, slug="")
    index_post(post)
    return kept


@transaction.atomic
def show_post(pk: int, kept: dict[str, Any]) -> None:
    post = _locked(pk)
    post.hidden_at = None
    post.save(update_fields=["hidden_at"])
    thread = post.thread
    if "helped_at" in kept and thread.is_question:
        moment = datetime.fromisoformat(kept["helped_at"])
        Thread.objects.filter(pk=thread.pk, helped_by=None).update(helped_by=post, helped_at=moment)
    if post.number == 1:
        thread.hidden_at, thread.slug = None, slugify(thread.title)[:80]
        Thread.objects.filter(pk=thread.pk).update(hidden_at=None, slug=thread.slug)
    index_post(post)


def _locked(pk: int) -> Post:
    posts = Post.objects.select_for_update(of=("self",)).select_related("thread__community", "author")
    return posts.get(pk=pk)
