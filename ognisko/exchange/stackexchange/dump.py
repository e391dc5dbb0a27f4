"""The files of a native Stack Exchange dump, read in a stream into plain rows; nothing here knows our tables.

The format: one XML file a table, `<row …/>` with all values as attributes; bodies of posts are HTML, comments are
a small Markdown; times are UTC without a zone; tags are `<a><b>` in older dumps and `|a|b|` in newer ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ognisko.later import Later

etree = Later("lxml.etree")


QUESTION, ANSWER, WIKI, WIKI_EXCERPT = "1", "2", "5", "4"
UP_VOTE = "2"
DUPLICATE = "3"

# Stack Exchange's licence by the day of writing, where the dump does not say it itself.
LICENCES = (
    (datetime(2018, 5, 2, tzinfo=UTC), "CC BY-SA 4.0"),
    (datetime(2011, 4, 8, tzinfo=UTC), "CC BY-SA 3.0"),
    (datetime(1970, 1, 1, tzinfo=UTC), "CC BY-SA 2.5"),
)


class DumpError(Exception):
    """The folder is not a readable dump; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Author:
    id: str
    name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A question, an answer or a comment."""

    id: str
    parent_id: str  # the question of an answer, the post of a comment; empty for a question
    author_id: str  # empty where the account is gone
    author_name: str  # what the dump keeps of an account that is gone
    body: str
    written_at: datetime
    edited_at: datetime | None
    licence: str
    score: int


@dataclass(frozen=True, slots=True)
class Question(Message):
    title: str = ""
    tags: tuple[str, ...] = ()
    accepted_id: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TagRow:
    name: str
    excerpt_id: str
    wiki_id: str


@dataclass(frozen=True, slots=True)
class Link:
    post_id: str
    related_id: str
    is_duplicate: bool


def rows(folder: Path, name: str, *, required: bool = False) -> Iterator[dict[str, str]]:
    """The rows of one table; a file that is absent is empty unless required."""
    path = _find(folder, name)
    if path is None:
        if required:
            raise DumpError(f"{folder} holds no {name}.xml. Give the folder of an unpacked Stack Exchange dump.")
        return
    try:
        with path.open("rb") as file:
            yield from _rows_of(file)
    except (etree.XMLSyntaxError, OSError) as error:
        raise DumpError(f"{path.name} cannot be read as XML: {error}. Nothing was imported.") from error


def _rows_of(file: BinaryIO) -> Iterator[dict[str, str]]:
    parsed = etree.iterparse(file, tag="row", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    for _event, element in parsed:
        yield {str(key): str(value) for key, value in element.attrib.items()}
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _find(folder: Path, name: str) -> Path | None:
    wanted = f"{name}.xml".lower()
    return next((path for path in sorted(folder.iterdir()) if path.name.lower() == wanted), None)


def authors(folder: Path) -> Iterator[Author]:
    for row in rows(folder, "Users"):
        if row.get("Id"):
            yield Author(row["Id"], row.get("DisplayName", ""), moment(row.get("CreationDate")) or _BEGINNING)


def question(row: dict[str, str]) -> Question:
    return Question(
        *_message(row, parent=""),
        title=row.get("Title", ""),
        tags=split_tags(row.get("Tags", "")),
        accepted_id=row.get("AcceptedAnswerId", ""),
        closed_at=moment(row.get("ClosedDate")),
    )


def answer(row: dict[str, str]) -> Message:
    return Message(*_message(row, parent=row.get("ParentId", "")))


def comments(folder: Path) -> Iterator[Message]:
    for row in rows(folder, "Comments"):
        if row.get("Id"):
            yield Message(*_message(row, parent=row.get("PostId", "")))


def votes(folder: Path) -> Iterator[tuple[str, bool]]:
    """The post that was voted on, and whether the vote is an up-vote."""
    return ((row.get("PostId", ""), row.get("VoteTypeId") == UP_VOTE) for row in rows(folder, "Votes"))


def tags(folder: Path) -> Iterator[TagRow]:
    for row in rows(folder, "Tags"):
        if row.get("TagName"):
            yield TagRow(row["TagName"], row.get("ExcerptPostId", ""), row.get("WikiPostId", ""))


def links(folder: Path) -> Iterator[Link]:
    for row in rows(folder, "PostLinks"):
        yield Link(row.get("PostId", ""), row.get("RelatedPostId", ""), row.get("LinkTypeId") == DUPLICATE)


def split_tags(value: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^<>|]+", value))


def moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value or "").replace(tzinfo=UTC)
    except ValueError:
        return None


_BEGINNING = datetime(2008, 7, 31, tzinfo=UTC)


Values = tuple[str, str, str, str, str, datetime, datetime | None, str, int]  # the fields of Message, in their order


def _message(row: dict[str, str], *, parent: str) -> Values:
    written = moment(row.get("CreationDate")) or _BEGINNING
    return (
        row["Id"],
        parent,
        row.get("OwnerUserId") or row.get("UserId") or "",
        row.get("OwnerDisplayName") or row.get("UserDisplayName") or "",
        row.get("Body") or row.get("Text") or "",
        written,
        moment(row.get("LastEditDate")),
        row.get("ContentLicense") or licence_of(written),
        int(row.get("Score") or 0),
    )


def licence_of(written: datetime) -> str:
    return next(licence for since, licence in LICENCES if written >= since)
