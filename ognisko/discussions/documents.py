"""How conversations are found: a thread by its title and first post, every further post by its words."""

import re
from html import unescape
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ognisko.communities.models import Community
from ognisko.discussions.addresses import post_address, thread_address
from ognisko.discussions.models import HIDDEN_TITLE, Post, Tag, Thread
from ognisko.search.index import index, index_many
from ognisko.search.registry import Document, Text, register

_BLOCK = re.compile(r"</(?:p|li|h\d|tr|pre|blockquote|div)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


def index_post(post: Post) -> None:
    """The first post is found under the thread's title, with its keywords."""
    index(post.thread if post.number == 1 else post)


def index_taken_in(thread_ids: list[int], post_ids: list[int]) -> None:
    index_many(threads().filter(pk__in=thread_ids))
    index_many(posts().filter(pk__in=post_ids))


def visible_entries(person: Any) -> Q:
    return Q(community_id__in=Community.objects.visible_to(person).values("pk"))


def plain(html: str) -> str:
    return unescape(_TAG.sub("", _BLOCK.sub("\n", html))).strip()


def threads() -> QuerySet[Thread]:
    first = Prefetch("posts", Post.objects.filter(number=1), to_attr="first_posts")
    return Thread.objects.select_related("community", "author").prefetch_related(first, "tags").order_by("pk")


def posts() -> QuerySet[Post]:
    return (
        Post.objects.filter(number__gt=1, deleted_at=None, hidden_at=None)
        .select_related("thread__community", "author")
        .order_by("pk")
    )


def _thread_text(thread: Thread) -> Text:
    if thread.hidden_at is not None:
        return _hidden_thread_text(thread)
    found = getattr(thread, "first_posts", None)
    first = next(iter(found if found is not None else thread.posts.filter(number=1)), None)
    return Text(
        title=thread.title,
        text=plain(first.html) if first and first.deleted_at is None else "",
        address=thread_address(thread.pk, thread.slug),
        at=thread.begun_at,
        language=thread.community.language,
        external_id=thread.external_id or "",
        community_id=thread.community_id,
        author_id=thread.author_id,
        unit_id=first.author_unit_id if first else None,
        organisation_id=thread.author.organisation_id,
        group_id=thread.pk,
        facets=(f"thread:{thread.kind}", *(f"tag:{tag.slug}" for tag in thread.tags.all())),
    )


def _hidden_thread_text(thread: Thread) -> Text:
    """Nothing of what was written; the entry stays, since replies stand under its title."""
    with override(thread.community.language):
        title = str(HIDDEN_TITLE)
    return Text(
        title=title,
        text="",
        address=thread_address(thread.pk, ""),
        at=thread.begun_at,
        language=thread.community.language,
        community_id=thread.community_id,
        group_id=thread.pk,
    )


def _post_text(post: Post) -> Text | None:
    if post.number == 1 or post.deleted_at is not None or post.hidden_at is not None:
        return None
    return Text(
        title="",
        text=plain(post.html),
        address=post_address(post.pk),
        at=post.written_at,
        language=post.thread.community.language,
        external_id=post.external_id or "",
        community_id=post.thread.community_id,
        author_id=post.author_id,
        unit_id=post.author_unit_id,
        organisation_id=post.author.organisation_id,
        group_id=post.thread_id,
    )


def _tag_names(slugs: list[str], person: Any) -> dict[str, str]:
    """Keywords with their Polish letters; one that communities spell differently, as the first of them does."""
    visible = Community.objects.visible_to(person).values("pk")
    known = Tag.objects.filter(slug__in=slugs, community__in=visible, thread_count__gt=0).order_by("-pk")
    return dict(known.values_list("slug", "name"))


register(
    Document(
        kind="thread",
        label=_("Threads"),
        model=Thread,
        objects=threads,
        text_of=_thread_text,
        visible_entries=visible_entries,
        order=10,
        tag_names=_tag_names,
    )
)
register(
    Document(
        kind="post",
        label=_("Replies"),
        model=Post,
        objects=posts,
        text_of=_post_text,
        visible_entries=visible_entries,
        order=15,
        title_from="thread",
    )
)
