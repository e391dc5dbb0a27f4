"""Files that packages above bring in on the pages of administration, beside tables of people and structure.

A package registers its kinds when it is made ready; the pages, the trial, the report and the worker are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from ognisko.people.imports.report import Report

if TYPE_CHECKING:
    from ognisko.people.models import ImportJob

Progress = Callable[[int, int], object]  # done, of how many


@dataclass(frozen=True)
class FileKind:
    """`take_in` only reads in a dry run, and otherwise writes all of what its report says, or raises."""

    words: str | Promise
    page: str  # the route where one uploads such a file
    page_words: str | Promise
    event: str  # one of audit.events.Event, noted when it is written
    take_in: Callable[["ImportJob", bool, Progress], Report]
    place: Callable[["ImportJob"], tuple[str, str]]  # address and name of where it came in; empty when it is gone


_kinds: dict[str, FileKind] = {}


def register(name: str, kind: FileKind) -> None:
    _kinds[name] = kind


def file_kind(name: str) -> FileKind | None:
    """None for a table of people or structure."""
    return _kinds.get(name)
