"""Paragraphs, lists, quotes, code and tables of HTML, as blocks of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

from ognisko.text.formula import formula_at
from ognisko.text.html_to_markdown.assemble import BREAK, Piece, assemble
from ognisko.text.html_to_markdown.escape import line_starts, longest_run
from ognisko.text.html_to_markdown.inline import DEEPEST, DROPPED, Context, inline, text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
_CONTAINERS = frozenset((
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "html", "legend", "li", "main", "menu",
    "nav", "optgroup", "p", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
))
# fmt: on
_CELLS = frozenset(["td", "th"])
_TABLE_PARTS = frozenset(["tr", "thead", "tbody", "tfoot"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = _CONTAINERS | _HEADINGS | {"ul", "ol", "blockquote", "pre", "hr", "table"}
_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#.-]{1,20})")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))#+$")


@dataclass(frozen=True, slots=True)
class Block:
    markdown: str
    marker: str = ""
    """The marker of a list's items, so that a list beside it takes another."""


def blocks(element: HtmlElement, context: Context, depth: int = 0) -> list[Block]:
    """What is in an element: runs of text as paragraphs, and its blocks."""
    if depth > DEEPEST:
        return _paragraph(text("".join(element.itertext()), context))
    made: list[Block] = []
    line: list[Piece] = text(element.text, context)
    for child in element:
        if _holds_blocks(child):
            made += _paragraph(line)
            made += _block(child, context, depth + 1, made[-1].marker if made else "")
            line = []
        else:
            line += inline(child, context, depth + 1)
        line += text(child.tail, context)
    return made + _paragraph(line)


def joined(made: list[Block], between: str = "\n\n") -> str:
    return between.join(block.markdown for block in made)


def _holds_blocks(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in DROPPED:
        return False
    return element.tag in _BLOCKS or any(each.tag in _BLOCKS for each in element.iterdescendants())


def _block(element: HtmlElement, context: Context, depth: int, marker_before: str) -> list[Block]:
    tag = str(element.tag)
    if tag == "pre":
        return _code(element)
    if tag == "hr":
        return [Block("___")]
    if tag in _HEADINGS:
        return _heading(element, context, int(tag[1]))
    if tag in {"ul", "ol"}:
        return _list(element, context, depth, marker_before)
    if tag == "table":
        return _table(element, context, depth)
    if tag == "blockquote":
        quoted = joined(blocks(element, context, depth))
        return [Block(indent(quoted, "> ", lambda _: True).replace("> \n", ">\n"))] if quoted else []
    if alone := _lone_formula(element):
        return [Block(alone)]
    return blocks(element, context, depth)


def _paragraph(line: list[Piece]) -> list[Block]:
    written = assemble(line)
    return [Block(line_starts(written))] if written else []


def _lone_formula(element: HtmlElement) -> str:
    """A paragraph that is one displayed formula keeps its lines, all but the blank ones."""
    source = "\n".join(line.strip() for line in (element.text or "").splitlines() if line.strip())
    is_alone = len(element) == 0 and source.startswith("$$") and formula_at(source, 0) == len(source)
    return source if is_alone else ""


def _heading(element: HtmlElement, context: Context, level: int) -> list[Block]:
    words = _one_line(element, context)
    words = _CLOSING_HASHES.sub(lambda found: "\\" + found[0], words)
    return [Block(f"{'#' * level} {words}")] if words else []


def _code(element: HtmlElement) -> list[Block]:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    source = "".join(element.itertext()).removeprefix("\n").rstrip()
    if not source.strip():
        return []
    classes = " ".join(each.get("class", "") for each in element.iter("pre", "code"))
    language = _LANGUAGE.search(classes)
    fence = "`" * max(3, longest_run(source) + 1)
    return [Block(f"{fence}{language[1] if language else ''}\n{source}\n{fence}")]


def _list(element: HtmlElement, context: Context, depth: int, marker_before: str) -> list[Block]:
    usual, other = (".", ")") if element.tag == "ol" else ("-", "*")
    marker = other if marker_before == usual else usual
    items = _items(element, context, depth)
    is_loose = element.find("li/p") is not None or not all(_is_tight(item) for item in items)
    written: list[str] = []
    for number, item in enumerate(items, _start(element)):
        head = f"{number}{marker} " if element.tag == "ol" else f"{marker} "
        inside = joined(item, "\n\n" if is_loose else "\n")
        written.append((head + indent(inside, " " * len(head)).lstrip(" ")).rstrip(" "))
    return [Block(("\n\n" if is_loose else "\n").join(written), marker)] if written else []


def _is_tight(item: list[Block]) -> bool:
    """A line of text with nothing after it but lists needs no blank lines."""
    after = [block.marker for block in item[1:]]
    return all(after) and len(set(after)) == len(after)


def _items(element: HtmlElement, context: Context, depth: int) -> list[list[Block]]:
    """The blocks of each item; a list that stands directly in a list belongs to the item before it."""
    items: list[list[Block]] = [first] if (first := _paragraph(text(element.text, context))) else []
    for child in element:
        if child.tag == "li":
            items.append(blocks(child, context, depth))
        elif _holds_blocks(child):
            nested = _block(child, context, depth, "")
            items[-1:] = [items[-1] + nested] if items else [nested]
        elif line := _paragraph(inline(child, context, depth)):
            items.append(line)
        if line := _paragraph(text(child.tail, context)):
            items.append(line)
    return items


def _start(element: HtmlElement) -> int:
    start = element.get("start", "1")
    return int(start) if re.fullmatch("[0-9]{1,8}", start) else 1


def _table(element: HtmlElement, context: Context, depth: int) -> list[Block]:
    """The first row is the header, since Markdown has no table without one; what is in no cell comes before it."""
    rows: list[list[str]] = []
    strays: list[Block] = []
    _gather(element, rows, strays, context, depth)
    rows = [row for row in rows if any(row)]
    if not rows:
        return strays
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return [*strays, Block("\n".join(lines))]


def _gather(part: HtmlElement, rows: list[list[str]], strays: list[Block], context: Context, depth: int) -> None:
    strays += _paragraph(text(part.text, context))
    for child in part:
        if child.tag in _CELLS:
            if part.tag != "tr" or not rows:
                rows.append([])
            rows[-1].append(_one_line(child, context).replace("|", "\\|"))
        elif child.tag in _TABLE_PARTS and depth <= DEEPEST:
            rows += [[] for _ in range(child.tag == "tr")]
            _gather(child, rows, strays, context, depth + 1)
        elif _holds_blocks(child):
            strays += _block(child, context, depth + 1, "")
        else:
            strays += _paragraph(inline(child, context, depth + 1))
        strays += _paragraph(text(child.tail, context))


def _one_line(element: HtmlElement, context: Context) -> str:
    """All the text of a cell or a heading on one line, whatever blocks it holds."""
    return assemble(_flat(element, context, 0)).replace(BREAK, " ").replace("\n\n", " ")


def _flat(element: HtmlElement, context: Context, depth: int) -> list[Piece]:
    pieces: list[Piece] = text(element.text, context)
    for child in element:
        if _holds_blocks(child) and child.tag != "pre" and depth <= DEEPEST:
            pieces += [" ", *_flat(child, context, depth + 1), " "]
        else:
            pieces += inline(child, context, depth + 1)
        pieces += text(child.tail, context)
    return pieces
