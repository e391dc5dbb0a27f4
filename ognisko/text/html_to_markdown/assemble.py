"""Pieces of a line put together: space collapsed, emphasis only where Markdown will see it."""

import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ognisko.text.html_to_markdown.escape import WHITESPACE, code

BREAK = "\\\n"
SPACE = " "
_NEW_PARAGRAPH = "\n\n"
_BLANK = frozenset([BREAK, SPACE, _NEW_PARAGRAPH])


@dataclass(slots=True, eq=False)
class Edge:
    """Where an emphasis begins or ends."""

    mark: str
    opens: bool
    other: "Edge | None" = None


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code, as it is to be read."""

    source: str


Piece = str | Edge | Code


def emphasised(mark: str, pieces: list[Piece]) -> list[Piece]:
    first, last = Edge(mark, opens=True), Edge(mark, opens=False)
    first.other, last.other = last, first
    return [first, *pieces, last]


def assemble(pieces: list[Piece]) -> str:
    items = _paragraphs(_trimmed(_space_outside(_split(pieces))))
    while unseen := _unseen(items):
        items = [item for item in items if item is not unseen and item is not unseen.other]
    written: list[str] = []
    for shown in _written(items):
        before = written[-1] if written else ""
        if before.endswith("!") and shown.startswith("["):
            written[-1] = before[:-1] + "\\!"
        elif before.endswith("$") and shown[:1].isdecimal():
            shown = f"&#{ord(shown[0])};{shown[1:]}"  # a figure right after it would undo the formula
        written.append(shown)
    return "".join(written)


def _written(items: list[Piece]) -> Iterator[str]:
    """Two codes side by side become one, for their backticks would meet."""
    for kind, group in groupby(items, key=type):
        if kind is Code:
            yield code("".join(item.source for item in group if isinstance(item, Code)))
        else:
            yield from (item.mark if isinstance(item, Edge) else str(item) for item in group)


def _split(pieces: list[Piece]) -> list[Piece]:
    """Words without space around them, spaces, breaks and edges."""
    items: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str) or piece == BREAK:
            items.append(piece)
            continue
        words = WHITESPACE.sub(SPACE, piece)
        inner = words.strip(SPACE)
        if not inner or inner.isspace():
            items += [SPACE] * bool(words)
        else:
            items += [SPACE] * (words[0] == SPACE) + [inner] + [SPACE] * (words[-1] == SPACE)
    return items


def _space_outside(items: list[Piece]) -> list[Piece]:
    """Space moved from the inner edges of emphasis to the outer ones; emphasis of nothing is gone."""
    made: list[Piece] = []
    for item in items:
        if isinstance(item, Edge) and not item.opens:
            blank: list[Piece] = []
            while made and made[-1] in _BLANK:
                blank.insert(0, made.pop())
            if made and made[-1] is item.other:
                made.pop()
            else:
                made.append(item)
            made += blank
        elif item in _BLANK:
            place = len(made)
            while place and isinstance(made[place - 1], Edge) and made[place - 1].opens:  # type: ignore[union-attr]
                place -= 1
            made.insert(place, item)
        else:
            made.append(item)
    return made


def _trimmed(items: list[Piece]) -> list[Piece]:
    """One space at most in a row, none beside a break or at either end."""
    made: list[Piece] = []
    for item in items:
        last = made[-1] if made else SPACE
        if item == BREAK and last == SPACE and made:
            made.pop()
        if item not in _BLANK or (item == BREAK and made) or (item == SPACE and last not in _BLANK):
            made.append(item)
    while made and made[-1] in _BLANK:
        made.pop()
    return made


def _paragraphs(items: list[Piece]) -> list[Piece]:
    """Breaks in a row begin a new paragraph, and so does one beside a displayed formula, which is a block."""
    made: list[Piece] = []
    open_edges = 0
    for i, item in enumerate(items):
        if isinstance(item, Edge):
            open_edges += 1 if item.opens else -1
        elif item == BREAK and made and made[-1] in {BREAK, _NEW_PARAGRAPH}:
            made.pop()
            item = BREAK if open_edges else _NEW_PARAGRAPH
        elif item == BREAK and _beside_displayed_formula(items, i):
            item = SPACE if open_edges else _NEW_PARAGRAPH
        made.append(item)
    return made


def _beside_displayed_formula(items: list[Piece], i: int) -> bool:
    before, after = items[i - 1], items[i + 1]
    return (isinstance(after, str) and after.startswith("$$")) or (isinstance(before, str) and before.endswith("$$"))


def _unseen(items: list[Piece]) -> Edge | None:
    """The first edge that Markdown would show as asterisks, or take for another, by the rules of flanking runs."""
    open_marks: list[str] = []
    for i, item in enumerate(items):
        if not isinstance(item, Edge):
            continue
        before, after = _neighbour(items, i - 1, last=True), _neighbour(items, i + 1, last=False)
        outer, inner = (before, after) if item.opens else (after, before)
        if inner.isspace() or (not inner.isalnum() and not (outer.isspace() or _is_mark(outer))):
            return item
        if not item.opens:
            open_marks.pop()
            continue
        if item.mark[0] in open_marks and not before.isspace() and not (_is_mark(before) and after.isalnum()):
            return item
        if _closes(items[i - 1] if i else "", item.mark):
            return item
        open_marks.append(item.mark[0])
    return None


def _closes(previous: Piece, mark: str) -> bool:
    return isinstance(previous, Edge) and not previous.opens and previous.mark[0] == mark[0]


def _neighbour(items: list[Piece], i: int, *, last: bool) -> str:
    if not 0 <= i < len(items):
        return SPACE
    item = items[i]
    if isinstance(item, Code):
        return "`"
    shown = item.mark if isinstance(item, Edge) else item
    return shown[-1] if last else shown[0]


def _is_mark(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")
