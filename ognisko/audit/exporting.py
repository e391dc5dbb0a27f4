"""The log as a file: what a spreadsheet of a Polish office opens, what every program reads, and lines for a SIEM."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ognisko.audit import chain, log
from ognisko.audit.models import Entry
from ognisko.audit.reading import people_in

BOM = "\ufeff"
COLUMNS = [
    *("time", "action", "actor", "actor_name", "object_type", "object", "result", "address", "request"),
    *("facts", "number", "day", "hash"),
]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Format:
    name: str  # of the file
    content_type: str
    written: Callable[[Iterable[list[Entry]]], Iterator[str]]


class _Line:
    """What a csv writer writes to, so that each row can be sent at once."""

    def write(self, text: str) -> str:
        return text


def _table(pieces: Iterable[list[Entry]], *, divider: str, mark: str) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=divider)
    yield mark + writer.writerow(COLUMNS)
    for piece in pieces:
        people = people_in(piece)
        yield "".join(writer.writerow(_row(entry, people)) for entry in piece)


def _row(entry: Entry, people: dict[int, object]) -> list[object]:
    cells = {**chain.content(entry), "hash": entry.hash, "actor_name": str(people.get(entry.actor_id or 0, ""))}
    cells["facts"] = json.dumps(entry.facts, ensure_ascii=False)
    return [_cell(cells[column]) for column in COLUMNS]


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula is only a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _spreadsheet(pieces: Iterable[list[Entry]]) -> Iterator[str]:
    return _table(pieces, divider=";", mark=BOM)


def _plain_table(pieces: Iterable[list[Entry]]) -> Iterator[str]:
    return _table(pieces, divider=",", mark="")


def _lines(pieces: Iterable[list[Entry]]) -> Iterator[str]:
    for piece in pieces:
        yield "".join(f"{log.line(entry)}\n" for entry in piece)


FORMATS = {
    "csv": Format("ognisko-log.csv", "text/csv; charset=utf-8", _spreadsheet),
    "rfc4180": Format("ognisko-log.rfc4180.csv", "text/csv; charset=utf-8", _plain_table),
    "jsonl": Format("ognisko-log.jsonl", "application/x-ndjson; charset=utf-8", _lines),
}
