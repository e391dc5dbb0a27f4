"""Posts as a page shows them: who speaks, from where, when, what, and what the reader may do with it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from ognisko.communities.permissions import Ability, has_ability
from ognisko.discussions import permissions
from ognisko.discussions.actions.posts import RESTORABLE
from ognisko.discussions.addresses import person_prefix, post_prefix
from ognisko.discussions.models import Post, Thanks, Thread
from ognisko.moderation.addresses import report_prefix
from ognisko.moderation.why import Why, why_hidden
from ognisko.people.models import Person
from ognisko.prepared import Prepared
from ognisko.text import polish
from ognisko.ui.filters import language, typo

SHOWN_NAMES = 3

FIELDS = (
    "pk",
    "number",
    "html",
    "written_at",
    "edited_at",
    "deleted_at",
    "hidden_at",
    "thanks_count",
    "source_url",
    "attribution",
    "author",
    "author__name",
    "author__is_listed",
    "author_unit__name",
    "author_unit__organisation",
    "author_unit__organisation__short_name",
    "author_unit__organisation__name",
    "answers",
    "answers__number",
    "answers__hidden_at",
    "answers__author__name",
)


class Row(NamedTuple):
    """FIELDS of one post, in their order."""

    pk: int
    number: int
    html: str
    written_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    hidden_at: datetime | None
    thanks_count: int
    source_url: str
    attribution: str
    author: int
    name: str
    is_listed: bool
    unit: str | None
    organisation: int | None
    short_name: str | None
    organisation_name: str | None
    answers: int | None
    answers_number: int | None
    answers_hidden_at: datetime | None
    answers_name: str | None


class Thanked(NamedTuple):
    """The sentence under a post, and what its button does."""

    pk: int  # of the post
    sentence: str
    is_given: bool
    is_offered: bool
    address: str  # of the post


class Line(NamedTuple):
    pk: int
    number: int
    html: Markup
    label: str
    name: str
    person_address: str
    place: str  # unit and office, escaped and set
    address: str
    moment: str
    when: str
    edited: str
    is_new: bool
    is_own: bool
    is_deleted: bool
    is_hidden: bool
    why_hidden: Why | None  # to the author of a hidden post
    is_restorable: bool
    is_helped: bool
    can_edit: bool
    can_mark: bool
    answers_address: str
    answers_name: str
    thanks: Thanked
    source_url: str
    attribution: str
    report: str  # the address where it can be reported, if it can


def words() -> dict[str, str]:
    """The words that stand at every post, looked up once for a page."""
    return {
        "new": _("new"),
        "edited": _("changed"),
        "answers": _("In answer to:"),
        "deleted": _("This post was deleted by its author."),
        "hidden": _("This post was hidden by moderation."),
        "hidden_own": _("Your post is hidden. Only you and those who moderate read it."),
        "why_hidden": _("Why, and what you can do"),
        "report": _("Report"),
        "restore": _("Restore"),
        "helped": _("The answer that helped"),
        "mark_helped": _("This helped"),
        "unmark_helped": _("This is not what helped"),
        "edit": _("Edit"),
        "delete": _("Delete"),
        "reply": _("Answer this post"),
        "source": _("Source"),
        "thank": _("Say thank you"),
        "thank_too": _("Say thank you too"),
        "take_back_thanks": _("Take back your thanks"),
    }


class Reader:
    """Who reads, what they may do in this thread, and the moment of reading: asked once for the whole page."""

    def __init__(self, person: Any, thread: Thread, *, read: int | None = None) -> None:
        self.person, self.thread, self.read = person, thread, read
        self.pk = person.pk if person.is_authenticated else None
        self.organisation = person.organisation_id if self.pk else None
        self.now = timezone.localtime()
        self.language = language()
        self.can_thank = has_ability(person, thread.community, Ability.THANK)
        self.can_write = has_ability(person, thread.community, Ability.REPLY)
        self.can_mark = bool(self.pk) and permissions.can_mark_helped(person, thread)

    def when(self, moment: datetime) -> str:
        return polish.relative_day(moment.astimezone(self.now.tzinfo), self.now, self.language)


def lines_of(reader: Reader, *, after: int, last: int, helped: int | None = None) -> list[Line]:
    """Posts with numbers after + 1 … last, in order; `helped` is added when it is not among them. 1 to 3 queries."""
    rows = [Row(*values) for values in _POSTS(thread=reader.thread.pk, after=after, last=last)]
    if helped and all(row.pk != helped for row in rows):
        rows += [Row(*values) for values in _POST(pk=helped)]
    names = thanks_of([row.pk for row in rows if row.thanks_count and row.hidden_at is None], reader.pk)
    here = {row.pk for row in rows}
    own_hidden = [row.pk for row in rows if row.hidden_at is not None and row.author == reader.pk]
    why = why_hidden("post", own_hidden) if own_hidden else {}
    return [_line(row, reader, names.get(row.pk, []), here, why.get(row.pk)) for row in rows]


def _posts(thread: int, after: int, last: int) -> QuerySet[Any, Any]:
    return Post.objects.filter(thread=thread, number__gt=after, number__lte=last).in_order().values_list(*FIELDS)


def _post(pk: int) -> QuerySet[Any, Any]:
    return Post.objects.filter(pk=pk).values_list(*FIELDS)


_POSTS = Prepared(_posts, thread=int, after=int, last=int)
_POST = Prepared(_post, pk=int)


def thanks_of(posts: list[int], person: int | None) -> dict[int, list[tuple[int, str]]]:
    """The first few who thanked for each post, and always the person themself: (person, name)."""
    names: dict[int, list[tuple[int, str]]] = {}
    if not posts:
        return names
    marks = ", ".join(["%s"] * len(posts))
    with connection.cursor() as cursor:
        cursor.execute(_THANKS.format(marks=marks), [*posts, SHOWN_NAMES, person])
        for post, who, name in cursor.fetchall():
            names.setdefault(post, []).append((who, name))
    return names


_THANKS = f"""
    SELECT given.post_id, given.person_id, person.name
      FROM (SELECT id, post_id, person_id, ROW_NUMBER() OVER (PARTITION BY post_id ORDER BY id) AS place
              FROM {Thanks._meta.db_table} WHERE post_id IN ({{marks}})) given
      JOIN {Person._meta.db_table} person ON person.id = given.person_id
     WHERE given.place <= %s OR given.person_id = %s
     ORDER BY given.id
"""  # noqa: S608 - names of our own tables


def thanked(pk: int, count: int, names: list[tuple[int, str]], *, reader: int | None, is_offered: bool) -> Thanked:
    """„Dziękują: Ty, Hanna Wilczek, Piotr Maj i 2 osoby.” – never a number alone, never a ranking."""
    is_given = any(who == reader for who, _name in names)
    others = [name for who, name in names if who != reader]
    shown = [_("you"), *others[: SHOWN_NAMES - 1]] if is_given else others[:SHOWN_NAMES]
    address = f"{post_prefix()}{pk}/"
    return Thanked(pk, _sentence(count, shown), is_given, is_offered, address)


def _sentence(count: int, shown: list[str]) -> str:
    if count == 0:
        return ""
    if not shown:
        return ngettext("%(count)d person is thankful.", "%(count)d people are thankful.", count) % {"count": count}
    names, rest = ", ".join(shown), count - len(shown)
    if rest > 0:
        words = ngettext(
            "Thanks from: %(names)s and %(count)d person.", "Thanks from: %(names)s and %(count)d people.", rest
        )
        return words % {"names": names, "count": rest}
    return ngettext("Thanks from: %(names)s.", "Thanks from: %(names)s.", count) % {"names": names}


def _line(row: Row, reader: Reader, names: list[tuple[int, str]], here: Iterable[int], why: Why | None = None) -> Line:
    is_own, is_deleted, is_hidden = row.author == reader.pk, row.deleted_at is not None, row.hidden_at is not None
    is_shut = is_deleted or (is_hidden and not is_own)  # nothing of it is read
    offered = reader.can_thank and not (is_own or is_shut)
    address = f"{post_prefix()}{row.pk}/"
    is_helped = row.pk == reader.thread.helped_by_id
    return Line(
        pk=row.pk,
        number=row.number,
        html=Markup("" if is_shut else row.html),  # noqa: S704 - sanitised when it was written
        label=_label(row, reader.thread, is_helped, is_shut),
        name="" if is_shut and not is_own else row.name,
        person_address=f"{person_prefix()}{row.author}/" if reader.pk and row.is_listed else "",
        place=Markup("") if is_shut else typo(_place(row, reader)),
        address=address,
        moment=row.written_at.isoformat(),
        when=reader.when(row.written_at),
        edited=reader.when(row.edited_at) if row.edited_at and not is_shut else "",
        is_new=reader.read is not None and row.number > reader.read and not (is_own or is_shut),
        is_own=is_own,
        is_deleted=is_deleted,
        is_hidden=is_hidden,
        why_hidden=why,
        is_restorable=is_own and row.deleted_at is not None and reader.now - row.deleted_at <= RESTORABLE,
        is_helped=is_helped,
        can_edit=is_own and not is_deleted and not is_hidden and reader.can_write,
        can_mark=reader.can_mark
        and row.number > 1
        and not is_deleted
        and not is_hidden
        and reader.thread.helped_by_id in (None, row.pk),
        answers_address=_answers(row, here),
        answers_name=row.answers_name or "",
        thanks=thanked(row.pk, 0 if is_hidden else row.thanks_count, names, reader=reader.pk, is_offered=offered),
        source_url=row.source_url,
        attribution=row.attribution,
        report="" if is_deleted or is_hidden else f"{report_prefix('post')}{row.pk}/",
    )


def _label(row: Row, thread: Thread, is_helped: bool, is_shut: bool) -> str:
    if is_shut:
        return _("A deleted post") if row.deleted_at else _("A hidden post")
    if is_helped:
        return _("The answer that helped – %(name)s") % {"name": row.name}
    if row.number == 1 and thread.is_question:
        return _("Question – %(name)s") % {"name": row.name}
    if thread.is_question:
        return _("Answer – %(name)s") % {"name": row.name}
    return _("Post – %(name)s") % {"name": row.name}


def _place(row: Row, reader: Reader) -> str:
    """The unit at that time; to people of another office, with the office."""
    if not row.unit:
        return ""
    if row.organisation == reader.organisation:
        return row.unit
    return f"{row.unit}, {row.short_name or row.organisation_name}"


def _answers(row: Row, here: Iterable[int]) -> str:
    """Where the post that this one comments is; the first post needs no pointing at."""
    if not row.answers or row.answers_number == 1 or row.answers_hidden_at is not None:
        return ""
    return f"#wpis-{row.answers}" if row.answers in here else f"{post_prefix()}{row.answers}/"
