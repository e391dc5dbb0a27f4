"""What belongs to one person alone: how far they have read, and what they began to type. In no log and no measure."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ognisko.communities.models import Community
from ognisko.communities.permissions import can_read
from ognisko.discussions.actions.writing import LONGEST_TEXT, LONGEST_TITLE, must
from ognisko.discussions.models import Draft, Post, ReadPosition, Thread
from ognisko.people.models import Person
from ognisko.prepared import PreparedChange
from ognisko.text.clean import clean_text


def mark_read(thread: Thread, *, by: Person, number: int) -> None:
    """The thread is read up to this number; it never goes back."""
    must(can_read(by, thread.community))
    read_up_to(thread, by=by, number=number)


def read_up_to(thread: Thread, *, by: Person, number: int) -> None:
    """Without asking, for the verbs that have asked; one statement, since it happens while pages are read."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [by.pk, thread.pk, number, _moment()])


def read_after_writing(post: Post) -> None:
    """One's own post is not new to oneself; what others wrote just before it may still be."""
    _READ_OWN(
        person=post.author_id, thread=post.thread_id, former=post.number - 1, number=post.number, at=timezone.now()
    )


def _read_own(person: int, thread: int, former: int, number: int, at: datetime) -> tuple[QuerySet[Any], dict[str, Any]]:
    read = ReadPosition.objects.filter(person=person, thread=thread, number=former)
    return read, {"number": number, "at": at}


_READ_OWN = PreparedChange(_read_own, person=int, thread=int, former=int, number=int, at=datetime)


def mark_all_read(community: Community, *, by: Person) -> None:
    """Everything written in the community until now is read; one statement, however many threads there are."""
    must(can_read(by, community))
    now = _moment()
    with connection.cursor() as cursor:
        cursor.execute(_ALL_READ, [by.pk, now, community.pk, now])


def _moment() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now())


_FURTHER = f"""
    ON CONFLICT (person_id, thread_id) DO UPDATE SET number = excluded.number, at = excluded.at
     WHERE excluded.number > {ReadPosition._meta.db_table}.number
"""
_READ = f"""
    INSERT INTO {ReadPosition._meta.db_table} (person_id, thread_id, number, at) VALUES (%s, %s, %s, %s) {_FURTHER}
"""  # noqa: S608 - names of our own tables
_ALL_READ = f"""
    INSERT INTO {ReadPosition._meta.db_table} (person_id, thread_id, number, at)
    SELECT %s, thread.id, MAX(post.number), %s
      FROM {Thread._meta.db_table} thread JOIN {Post._meta.db_table} post ON post.thread_id = thread.id
     WHERE thread.community_id = %s AND post.written_at <= %s
     GROUP BY thread.id {_FURTHER}
"""  # noqa: S608 - names of our own tables


def save_draft(place: str, *, by: Person, text: str, title: str = "") -> Draft | None:
    """Kept at `thread:12`, `community:3` or `edit:45`; nothing typed leaves nothing kept."""
    must(may_write_at(place, by))
    title, text = clean_text(title)[:LONGEST_TITLE], clean_text(text)[: 2 * LONGEST_TEXT]
    if not title.strip() and not text.strip():
        throw_draft_away(place, by=by)
        return None
    with transaction.atomic():
        draft, _is_new = Draft.objects.update_or_create(
            person=by, place=place, defaults={"title": title, "text": text, "saved_at": timezone.now()}
        )
    return draft


def throw_draft_away(place: str, *, by: Person) -> None:
    _THROW_AWAY(person=by.pk, place=place)


def _throw_away(person: int, place: str) -> tuple[QuerySet[Any], None]:
    return Draft.objects.filter(person=person, place=place), None


_THROW_AWAY = PreparedChange(_throw_away, person=int, place=str)


def may_write_at(place: str, person: Person) -> bool:
    """A place is a thread or a community that the person sees, or a post of their own."""
    kind, _colon, number = place.partition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return False
    things = {
        "thread": Thread.objects.visible_to(person),
        "community": Community.objects.visible_to(person),
        "edit": Post.objects.visible_to(person).filter(author=person),
    }
    return kind in things and things[kind].filter(pk=int(number)).exists()
