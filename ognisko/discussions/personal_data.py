"""What conversations keep about people, and what export, erasure and time do with it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ognisko.discussions.documents import index_taken_in
from ognisko.discussions.models import Draft, Mention, Post, PostVersion, ReadPosition, Tag, Thanks, Thread, ThreadLink
from ognisko.people.models import Person
from ognisko.personal import Fate, Held, Retention, StandIns

BATCH = 500


def posts_changed(pks: Sequence[int]) -> None:
    """Found by their new words; the first post of a thread is found with its thread."""
    first = Post.objects.filter(pk__in=pks, number=1).values_list("thread_id", flat=True)
    index_taken_in(list(first), list(pks))


def threads_changed(pks: Sequence[int]) -> None:
    """The address is made of the title, and search keeps it."""
    index_taken_in(list(pks), [])


HELD = [
    Held(
        Thread,
        _("threads that you began"),
        "contributions",
        people={"author": Fate.PSEUDONYM, "last_author": Fate.PSEUDONYM},
        mine=("author",),
        columns=("id", "community", "kind", "title", "begun_at", "closed_at"),
        community="community_id",
        changed=threads_changed,
    ),
    Held(
        Post,
        _("posts that you wrote"),
        "contributions",
        people={"author": Fate.PSEUDONYM},
        columns=(
            "id",
            "thread",
            "number",
            "written_at",
            "edited_at",
            "deleted_at",
            "text",
            "author_unit",
            "thanks_count",
            "source_url",
        ),
        community="thread__community_id",
        changed=posts_changed,
    ),
    Held(
        PostVersion,
        _("former texts of your posts"),
        "contributions",
        people={"replaced_by": Fate.PSEUDONYM},
        mine=("post__author",),
        columns=("id", "post", "text", "replaced_at", "is_small"),
        community="post__thread__community_id",
    ),
    Held(
        Thanks,
        _("thanks that you gave"),
        "contributions",
        people={"person": Fate.PSEUDONYM},
        community="post__thread__community_id",
    ),
    Held(Mention, _("posts that mention you"), "contributions", people={"person": Fate.DELETE}),
    Held(ReadPosition, _("how far you have read a thread"), "reading", people={"person": Fate.DELETE}),
    Held(Draft, _("drafts"), "drafts", people={"person": Fate.DELETE}),
    Held(Tag, _("keywords"), "contributions", community="community_id"),
]


def deleted_posts(before: datetime) -> QuerySet[Post]:
    """Deleted so long ago that nobody can restore them, and still with their words."""
    return Post.objects.filter(deleted_at__lt=before).exclude(text="", html="")


def empty_deleted_posts(before: datetime) -> int:
    """The number in the thread stays; text, former texts, mentions and links go."""
    number = 0
    while pks := list(deleted_posts(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            for model in (PostVersion, Mention, ThreadLink):
                model.objects.filter(post__in=pks).delete()
            number += Post.objects.filter(pk__in=pks).update(text="", html="")
    return number


RETENTION = [
    Retention(
        "discussions.drafts",
        _("Drafts"),
        _("What you began to write waits a year; what is older is rarely finished."),
        365,
        due=lambda before: Draft.objects.filter(saved_at__lt=before),
        least=30,
    ),
    Retention(
        "discussions.read_positions",
        _("How far somebody has read"),
        _("It serves only to show what is new, to the person alone. Nobody else sees it."),
        90,
        due=lambda before: ReadPosition.objects.filter(at__lt=before),
        least=30,
        most=90,
    ),
    Retention(
        "discussions.deleted_posts",
        _("Texts of deleted posts"),
        _("For a month an author can restore a deleted post."),
        30,
        due=deleted_posts,
        go=empty_deleted_posts,
        least=30,
        most=365,
    ),
]


def at_erasure(person: Person, stand_in: StandIns) -> None:
    """A unit of few people would tell who wrote: the post keeps the nearest unit above that does not."""
    posts = Post.objects.filter(author=person)
    for unit in set(posts.order_by().values_list("author_unit_id", flat=True).distinct()) - {None}:
        if (kept := stand_in.unit(unit)) != unit:
            posts.filter(author_unit_id=unit).update(author_unit_id=kept)
