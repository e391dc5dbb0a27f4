"""Short names for @mentions: "Ewa Kurowska" is ewa.kurowska, the next one ewa.kurowska2."""

import re
from collections.abc import Iterable

from ognisko.people.models import Person
from ognisko.text.polish import fold

LONGEST = 52  # of the column's 60, the rest is room for a number
NAMELESS = "osoba"
_NOT_IN_HANDLE = re.compile(r"[^a-z0-9-]+")


def make_handle(name: str) -> str:
    """A handle that nobody has yet."""
    stem = stem_of(name)
    taken = set(Person.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    return free(stem, taken)


def make_handles(names: Iterable[str]) -> list[str]:
    """One handle for each name, in order, for many people at once."""
    taken = set(Person.objects.values_list("handle", flat=True))
    last: dict[str, int] = {}
    handles = []
    for name in names:
        stem = stem_of(name)
        handle = free(stem, taken, last.get(stem, 1))
        last[stem] = int(handle[len(stem) :] or 1)
        taken.add(handle)
        handles.append(handle)
    return handles


def stem_of(name: str) -> str:
    words = (piece.strip("-") for piece in _NOT_IN_HANDLE.split(fold(name)))
    stem = ".".join(word for word in words if word)[:LONGEST].strip(".-")
    return stem or NAMELESS


def free(stem: str, taken: set[str], number: int = 1) -> str:
    handle = stem if number == 1 else f"{stem}{number}"
    while handle in taken:
        number += 1
        handle = f"{stem}{number}"
    return handle
