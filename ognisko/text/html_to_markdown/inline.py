"""What runs in a line of HTML, as Markdown: emphasis, links, code, breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ognisko.text.html_to_markdown.assemble import BREAK, Code, Piece, assemble, emphasised
from ognisko.text.html_to_markdown.escape import WHITESPACE, escaped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 60
# fmt: off
DROPPED = frozenset((
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "video",
))
# fmt: on
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "del": "~~", "s": "~~", "strike": "~~"}
_CODE = frozenset(["code", "kbd", "samp", "tt", "pre"])
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OPENABLE = re.compile(r"(?:https?://[^/?#\s]|mailto:[^?\s]+@)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    base_url: str
    lone_dollars: bool
    in_link: bool = False
    emphasis: frozenset[str] = frozenset()

    def linked(self) -> Context:
        return Context(self.base_url, self.lone_dollars, True, self.emphasis)

    def emphasised(self, mark: str) -> Context:
        return Context(self.base_url, self.lone_dollars, self.in_link, self.emphasis | {mark})


def inline(element: HtmlElement, context: Context, depth: int = 0) -> list[Piece]:
    """The pieces of one inline element, without its tail."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in DROPPED:
        return []
    if depth > DEEPEST:
        return text("".join(element.itertext()), context)
    if tag == "br":
        return [BREAK]
    if tag == "img":
        return _picture(element, context)
    if tag in _CODE:
        source = "".join(element.itertext())
        return [Code(source)] if source.strip() else text(source, context)
    if tag in {"sup", "sub"} and (moved := _moved("".join(element.itertext()), tag)):
        return [moved]
    if tag == "a":
        return _link(element, context, depth)
    mark = _EMPHASIS.get(tag, "")
    if not mark or mark in context.emphasis:
        return inside(element, context, depth)
    return emphasised(mark, inside(element, context.emphasised(mark), depth))


def inside(element: HtmlElement, context: Context, depth: int) -> list[Piece]:
    pieces: list[Piece] = text(element.text, context)
    for child in element:
        pieces += inline(child, context, depth + 1)
        pieces += text(child.tail, context)
    return pieces


def text(source: str | None, context: Context) -> list[Piece]:
    words = WHITESPACE.sub(" ", source or "")
    return [escaped(words, in_link=context.in_link, lone_dollars=context.lone_dollars)] if words else []


def _moved(source: str, tag: str) -> str:
    """10⁻³ and H₂O where Unicode has the characters; else nothing, and the text stays on the line."""
    moved = source.strip().translate(_RAISED if tag == "sup" else _LOWERED)
    return moved if re.search("[0-9n]", source) and not re.search("[\x00-\x7f]", moved) else ""


def _picture(element: HtmlElement, context: Context) -> list[Piece]:
    """Pictures elsewhere are only linked to."""
    target = address(element.get("src", ""), context)
    alternative = WHITESPACE.sub(" ", element.get("alt", "")).strip()
    if context.in_link or not target:
        return text(alternative, context)
    return [f"[{assemble(text(alternative or target, context.linked()))}]({destination(target)})"]


def _link(element: HtmlElement, context: Context, depth: int) -> list[Piece]:
    target = address(element.get("href", ""), context)
    if not target or context.in_link:
        return inside(element, context, depth)
    shown = assemble(inside(element, context.linked(), depth)).replace(BREAK, " ")
    words = shown.strip()
    if not words:
        return [shown]
    before, after = shown[: shown.index(words)], shown[shown.index(words) + len(words) :]
    if "".join(element.itertext()).strip() == target and not re.search(r"[<>\s]", target):
        return [before, f"<{target}>", after]
    return [before, f"[{words}]({destination(target)})", after]


def address(href: str, context: Context) -> str:
    """The whole address, or nothing when it leads nowhere from here: scripts, data, places on a site not named."""
    href = "".join(href.split())
    if href.startswith("//"):
        href = f"https:{href}"
    try:
        href = urljoin(context.base_url, href) if context.base_url else href
    except ValueError:
        return ""
    return href if _OPENABLE.match(href) else ""


def destination(url: str) -> str:
    url = url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("&", "\\&")
    return f"<{url}>" if "(" in url or ")" in url else url
