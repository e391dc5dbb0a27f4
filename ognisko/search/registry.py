"""What search finds, declared by the packages that have it in their `documents.py`; search imports none of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from ognisko.search.models import Entry


@dataclass(frozen=True)
class Text:
    """What of an object is found, and what the filters need."""

    title: str
    text: str  # plain, with no markup
    address: str
    at: datetime
    language: str = "pl"
    external_id: str = ""
    community_id: int | None = None
    author_id: int | None = None
    unit_id: int | None = None
    organisation_id: int | None = None
    group_id: int | None = None  # the thread of a post: results of one group stand together, under its title
    facets: tuple[str, ...] = ()  # such as "tag:umowy"


@dataclass(frozen=True)
class Document:
    """`visible_entries(person)` is a condition over `Entry`, made of the package's own `visible_to` as subqueries, so
    that the database leaves out what the person may not see before it takes the first results. Its SQL is kept for a
    while (query.py), so its form may depend on who the person is and where they work, and on nothing else; what they
    joined or left is asked by the subqueries each time.

    Documents that share the function share the condition. `text_of` returns None for what is not to be found.
    """

    kind: str
    label: str | Promise  # of a group of results, in the plural
    model: type[Model]
    objects: Callable[[], QuerySet[Any]]  # all that may be found, with what `text_of` reads
    text_of: Callable[[Any], Text | None]
    visible_entries: Callable[[Any], Q]
    order: int = 50  # of the groups
    title_from: str = ""  # kind of the entry that gives the title of this one's group
    tag_names: Callable[[list[str], Any], dict[str, str]] | None = None  # slug → name, as the person may know it


class Stranger:
    """Somebody signed in who belongs nowhere. What they see is open to all, so it may be counted for all."""

    is_authenticated = True
    is_active = True
    is_guest = False
    pk = id = 0
    organisation_id = unit_id = None

    class memberships:  # noqa: N801 - stands in for the related manager
        @staticmethod
        def current() -> Any:
            return Entry.objects.none()


_documents: dict[str, Document] = {}


def register(document: Document) -> Document:
    _documents[document.kind] = document
    return document


def documents() -> list[Document]:
    return sorted(_documents.values(), key=lambda document: document.order)


def document(kind: str) -> Document:
    return _documents[kind]


def document_of(thing: Model | type[Model]) -> Document:
    model = thing if isinstance(thing, type) else thing.__class__  # also of a person who is still lazy
    return next(one for one in _documents.values() if one.model is model)


def visible_entries(person: Any, kinds: Iterable[str] = ()) -> Q:
    """One condition for all kinds that a person may see something of."""
    together: dict[Callable[[Any], Q], list[str]] = {}
    for one in _chosen(kinds):
        together.setdefault(one.visible_entries, []).append(one.kind)
    condition = Q(pk__in=[])
    for visible, names in together.items():
        condition |= Q(kind__in=names) & visible(person)
    return condition


def _chosen(kinds: Iterable[str]) -> Iterator[Document]:
    wanted = set(kinds)
    return (one for one in documents() if not wanted or one.kind in wanted)
