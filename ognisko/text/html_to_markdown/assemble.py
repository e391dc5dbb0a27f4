"""Pieces of a line put together: space collapsed, emphasis only where Markdown will see it."""

import string
import unicodedata
from dataclasses import dataclass

from ognisko.text.html_to_markdown.escape import WHITESPACE

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


Piece = str | Edge


def emphasised(mark: str, pieces: list[Piece]) -> list[Piece]:
    first, last = Edge(mark, opens=True), Edge(mark, opens=False)
    first.other, last.other = last, first
    return [first, *pieces, last]


def assemble(pieces: list[Piece]) -> str:
    items = _paragraphs(_trimmed(_space_outside(_split(pieces))))
    while unseen := _unseen(items):
        items = [item for item in items if item is not unseen and item is not unseen.other]
    written: list[str] = []
    for item in items:
        shown = item if isinstance(item, str) else item.mark
        if shown.startswith("[") and written and written[-1].endswith("!"):
            written[-1] = written[-1][:-1] + "\\!"
        written.append(shown)
    return "".join(written)


def _split(pieces: list[Piece]) -> list[Piece]:
    """Words without space around them, spaces, breaks and edges."""
    items: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str) or piece == BREAK:
            items.append(piece)
            continue
        words = WHITESPACE.sub(SPACE, piece)
        inner = words.strip(SPACE)
        items += [SPACE] * (words[:1] == SPACE) + [inner] * bool(inner) + [SPACE] * (words[-1:] == SPACE)
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
    """The first edge that Markdown would show as asterisks, by the rules of left- and right-flanking runs."""
    for i, item in enumerate(items):
        if isinstance(item, str):
            continue
        before, after = _neighbour(items, i - 1, last=True), _neighbour(items, i + 1, last=False)
        outer, inner = (before, after) if item.opens else (after, before)
        if inner.isspace() or (_may_be_mark(inner) and not (outer.isspace() or _is_mark(outer))):
            return item
        previous = items[i - 1] if i else ""
        if item.opens and isinstance(previous, Edge) and not previous.opens and previous.mark[0] == item.mark[0]:
            return item
    return None


def _neighbour(items: list[Piece], i: int, *, last: bool) -> str:
    if not 0 <= i < len(items):
        return SPACE
    item = items[i]
    shown = item if isinstance(item, str) else item.mark
    return shown[-1] if last else shown[0]


def _may_be_mark(character: str) -> bool:
    return not character.isalnum()


def _is_mark(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")
