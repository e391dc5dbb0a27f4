"""What an engine is asked: words with their keys, and a condition over entries in SQL that holds the permission."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ognisko.search.analysis.keys import key
from ognisko.search.models import Entry, EntryQuerySet


@dataclass(frozen=True)
class PlannedWord:
    by_lemma: tuple[int, ...]
    by_prefix: tuple[int, ...]
    by_form: tuple[int, ...]  # of longer words that begin so
    idf: float


@dataclass(frozen=True)
class Plan:
    words: Sequence[PlannedWord]
    condition: str
    parameters: tuple[Any, ...]
    most: int
    newest: float = 0.0  # words so common that they tell nothing apart: only the newest hits, in this share of entries
    needs_all: bool = False
    phrases: Sequence[tuple[int, ...]] = ()
    facets: Sequence[str] = ()


def facet_key(facet: str) -> int:
    return key("x", facet)


def condition_of(entries: EntryQuerySet) -> tuple[str, tuple[Any, ...]]:
    """The WHERE of a query set over entries alone, to stand in a statement of an engine's own."""
    compiler = entries.query.get_compiler(connection=connection)
    sql, parameters = compiler.compile(entries.query.where) if entries.query.where else ("1 = 1", ())
    assert set(entries.query.alias_map) <= {Entry._meta.db_table}, "a condition over entries joins nothing"
    return sql, tuple(parameters)
