from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from types import ModuleType

from django.utils.functional import Promise


class State(IntEnum):
    """Also what the command exits with."""

    WELL = 0
    NOTICE = 1
    BROKEN = 2


@dataclass(frozen=True)
class Finding:
    key: str  # what was looked at: "worker", "disk"
    state: State
    words: str | Promise
    hint: str | Promise = ""  # what to do


Look = Callable[[], Iterator[Finding]]


@dataclass(frozen=True)
class Declared:
    look: Look
    asks_database: bool
    is_long: bool


_looks: dict[str, list[Declared]] = {}  # of each module


def look(*, asks_database: bool = True, is_long: bool = False) -> Callable[[Look], Look]:
    """Declare something to look at. `is_long`: only when asked to be thorough."""

    def declare(found: Look) -> Look:
        _looks.setdefault(found.__module__, []).append(Declared(found, asks_database, is_long))
        return found

    return declare


def looks_of(module: ModuleType) -> list[Declared]:
    return _looks.get(module.__name__, [])


def well(key: str, words: str | Promise) -> Finding:
    return Finding(key, State.WELL, words)


def notice(key: str, words: str | Promise, hint: str | Promise) -> Finding:
    return Finding(key, State.NOTICE, words, hint)


def broken(key: str, words: str | Promise, hint: str | Promise) -> Finding:
    return Finding(key, State.BROKEN, words, hint)
