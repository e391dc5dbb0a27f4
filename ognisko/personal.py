"""What a package says about people's data, in its `personal_data.py`. Plain data: this module imports nothing of ours.

`privacy` finds these names in each `personal_data.py`, all of them optional:

    HELD: list[Held]                                   models that name a person, or hold what people typed
    RETENTION: list[Retention]                         what goes by itself after some days
    def before_erasure(person) -> list[Concern]        what would be left without its person
    def at_erasure(person, stand_in: StandIns) -> None what rows alone cannot say; first in the erasure's transaction
    def wipe(traces: Traces) -> None                   other places than columns of text; last in that transaction
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise


class Fate(Enum):
    """What erasure does with a row that names the person in this field."""

    DELETE = "delete"  # the row goes
    CLEAR = "clear"  # the row stays and the field is empty: null, or "" where null is not allowed
    PSEUDONYM = "pseudonym"  # the row stays, by the stand-in of its community; without a community it is cleared
    KEEP = "keep"  # the row stays with the person's own row, from which everything personal is gone


@dataclass(frozen=True)
class Held:
    model: type[Model]
    what: str | Promise  # in the plural, in words for the person: _("posts that you wrote")
    category: str  # a key of privacy.categories: account, place, membership, contributions, reading, drafts, letters…
    people: Mapping[str, Fate] = field(default_factory=dict)  # each foreign key to a person
    addresses: Mapping[str, Fate] = field(default_factory=dict)  # each column with an e-mail address or a handle
    mine: tuple[str, ...] | None = None  # by which fields or lookups a row is the person's own: exported, counted
    about: Callable[[Any], Q] | None = None  # a condition for further rows about a person that no field names
    columns: tuple[str, ...] | None = None  # given by the export; else all but `secret`
    secret: tuple[str, ...] = ()  # hashes and keys: never given
    community: str = ""  # the way to the community's id, for PSEUDONYM: "thread__community_id"
    untouched: tuple[str, ...] = ()  # text columns where no person can be named, such as keys and codes
    spared: Callable[[], Q] | None = None  # rows where an office has chosen to keep names, as in documents' history
    changed: Callable[[Sequence[int]], None] | None = None  # given primary keys of rows whose texts or authors changed

    @property
    def own(self) -> tuple[str, ...]:
        """By default a row is one's own where one's erasure deletes, keeps or disguises it."""
        named = {**self.people, **self.addresses}
        return self.mine if self.mine is not None else tuple(f for f in named if named[f] is not Fate.CLEAR)

    @property
    def is_told(self) -> bool:
        """Whether its rows are counted and exported for the person they are about."""
        return bool(self.own or self.about)


@dataclass(frozen=True)
class Retention:
    key: str  # "discussions.drafts"
    name: str | Promise
    why: str | Promise  # one sentence for people
    days: int  # by default; the office may choose between `least` and `most`
    due: Callable[[datetime], QuerySet[Any]]  # given the moment `days` ago: the rows that go
    go: Callable[[datetime], int] | None = None  # how many went; else the rows of `due` are deleted
    least: int = 1
    most: int = 3650


@dataclass(frozen=True)
class Concern:
    """Something that would be left without its person. It never stands in the way for ever, save a hard one."""

    words: str  # what it is, and what will happen if the person goes on
    address: str = ""  # the page where it can be settled first
    is_hard: bool = False  # erasure is refused until it is settled: the last administrator


class StandIns(Protocol):
    """The pseudonym that stands for the person in one community; the same one each time it is asked for."""

    def __call__(self, community_id: int) -> Any: ...

    def unit(self, unit_id: int | None) -> int | None:
        """The unit, or the nearest above it in which nobody can be told apart; None where there is none."""


class Traces(Protocol):
    """How the person is recognised in a text, and what stands there afterwards."""

    @property
    def words(self) -> frozenset[str]:
        """Folded words of the name and the handle."""

    def found_in(self, text: str) -> bool: ...

    def replaced(self, text: str, by: str = "") -> str: ...
