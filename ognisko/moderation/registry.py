"""What can be reported and hidden, registered by the packages that have it in their `reportable.py`.

Moderation stands below them and knows a target only as a kind and a number: where it lies, whose it is and how it looks
is asked of the package, and the package's own functions hide it and show it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from markupsafe import Markup

from ognisko.communities.models import Community
from ognisko.people.models import Person


@dataclass(frozen=True)
class Thing:
    """A target as it is now."""

    kind: str
    pk: int
    community: Community
    author: Person
    title: str  # of what it stands in
    html: Markup  # sanitised
    address: str
    changed_at: datetime  # when its text last changed
    is_gone: bool = False  # its author deleted it


@dataclass(frozen=True)
class Reportable:
    kind: str  # in addresses: "post"
    name: str | Promise
    seen: Callable[[Any, int], Thing | None]  # by a person: None when they do not see it
    look: Callable[[int], Thing | None]  # for who may judge it, whether it is hidden or not
    hide: Callable[[int, datetime], dict[str, Any]]  # in the verb's transaction; gives what `show` needs later
    show: Callable[[int, dict[str, Any]], None]


_kinds: dict[str, Reportable] = {}


def register(reportable: Reportable) -> Reportable:
    _kinds[reportable.kind] = reportable
    return reportable


def reportable(kind: str) -> Reportable | None:
    return _kinds.get(kind)


def seen(kind: str, person: Any, pk: int) -> Thing | None:
    found = _kinds.get(kind)
    return found.seen(person, pk) if found else None


def look(kind: str, pk: int | None) -> Thing | None:
    found = _kinds.get(kind)
    return found.look(pk) if found and pk is not None else None
