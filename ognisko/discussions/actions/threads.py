from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ognisko.communities.models import Community
from ognisko.discussions import permissions
from ognisko.discussions.actions.private import read_up_to, throw_draft_away
from ognisko.discussions.actions.tags import put_tags
from ognisko.discussions.actions.writing import (
    LONGEST_TITLE,
    SAME_TEXT_WITHIN,
    add_post,
    locked,
    must,
    must_write,
    note,
    written,
)
from ognisko.discussions.models import Tag, Thread
from ognisko.discussions.typeset import typeset
from ognisko.people.models import Person
from ognisko.search.index import index


def begin_thread(
    community: Community, *, by: Person, kind: str, title: str, text: str, tags: Iterable[Tag | str] = ()
) -> Thread:
    """A thread with its first post. Tags are tags of the community, or names; a new name becomes a new tag."""
    must_write(permissions.can_begin_thread(by, community, kind), by=by, community=community)
    title, text = _one_line(title), written(text)
    setting = typeset(text, community, by=by)

    with transaction.atomic():
        community = Community.objects.select_for_update().get(pk=community.pk)
        if begun := _just_begun(community, by=by, title=title, text=text):
            return begun
        thread = Thread.objects.create(
            community=community, kind=Thread.Kind(kind), title=title, author=by, begun_at=timezone.now()
        )
        add_post(thread, by=by, text=text, setting=setting)
        put_tags(thread, tags)
        index(thread)
        Community.objects.filter(pk=community.pk).update(thread_count=F("thread_count") + 1)
        read_up_to(thread, by=by, number=1)
        throw_draft_away(f"community:{community.pk}", by=by)
        note("discussions.begin_thread", thread, by=by, thread=thread, kind=thread.kind, mentions=list(setting.people))
    return thread


def edit_thread(
    thread: Thread,
    *,
    by: Person,
    title: str | None = None,
    tags: Iterable[Tag | str] | None = None,
    kind: str | None = None,
) -> Thread:
    """What is not given stays. A question that becomes something else keeps the answer that helped, unmarked."""
    must_write(permissions.can_edit_thread(by, thread), by=by, community=thread.community)
    with transaction.atomic():
        thread = locked(thread)
        before = {"title": thread.title, "kind": thread.kind}
        if kind and kind != thread.kind:
            must(permissions.can_begin_thread(by, thread.community, kind))
            thread.kind = Thread.Kind(kind)
            if not thread.is_question:
                thread.helped_by = thread.helped_at = None
        if title is not None:
            thread.title = _one_line(title)
        thread.save(update_fields=["title", "slug", "kind", "helped_by", "helped_at"])
        if tags is not None:
            put_tags(thread, tags)
        index(thread)
        note("discussions.edit_thread", thread, by=by, thread=thread, before=before)
    return thread


def close_thread(thread: Thread, *, by: Person) -> Thread:
    must(permissions.can_close_thread(by, thread))
    with transaction.atomic():
        thread = locked(thread)
        if thread.closed_at is None:
            thread.closed_at = timezone.now()
            thread.save(update_fields=["closed_at"])
            note("discussions.close_thread", thread, by=by, thread=thread)
    return thread


def reopen_thread(thread: Thread, *, by: Person) -> Thread:
    must(permissions.can_close_thread(by, thread))
    with transaction.atomic():
        thread = locked(thread)
        if thread.closed_at is not None:
            thread.closed_at = None
            thread.save(update_fields=["closed_at"])
            note("discussions.reopen_thread", thread, by=by, thread=thread)
    return thread


def _one_line(title: str) -> str:
    return written(" ".join(title.split()), longest=LONGEST_TITLE)


def _just_begun(community: Community, *, by: Person, title: str, text: str) -> Thread | None:
    """A form sent twice begins one thread."""
    return Thread.objects.filter(
        community=community,
        author=by,
        title=title,
        begun_at__gte=timezone.now() - SAME_TEXT_WITHIN,
        posts__number=1,
        posts__text=text,
    ).first()
