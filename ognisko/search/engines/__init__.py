"""Where entries are found: one module for each database, the same two things in both."""

from typing import Protocol

from django.db import connection

from ognisko.search.engines import postgresql, sqlite
from ognisko.search.engines.plan import Plan


class Engine(Protocol):
    """`vector` is the value of the entry's own column; `add` and `remove` keep what lies beside it.

    `new_keys` are ids for entries that will be written, or None for each where the database gives them.
    """

    def new_keys(self, number: int) -> list[int | None]: ...

    def vector(self, data: bytes, facets: list[str], key: int | None) -> str: ...

    def add(self, rows: list[tuple[int, bytes, list[str]]]) -> None: ...

    def remove(self, rows: list[tuple[int, bytes, list[str]]]) -> None: ...

    def candidates(self, plan: Plan) -> list[int]: ...


def engine() -> Engine:
    return postgresql if connection.vendor == "postgresql" else sqlite


__all__ = ["Engine", "Plan", "engine"]
