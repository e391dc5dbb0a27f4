"""Typography of finished HTML: text between tags only, with a sentence seen whole across its inline tags."""

import re
from collections.abc import Callable
from html import escape, unescape

from ognisko.text.polish.seams import OBJECT, across
from ognisko.text.polish.typography import typography, typography_en

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|<""", re.DOTALL)
_FORMULA = re.compile(r"""\bclass\s*=\s*(?:"[^"]*\bformula\b|'[^']*\bformula\b|formula\b)""")
_UNTOUCHED = frozenset(["code", "pre", "kbd", "samp", "var", "script", "style", "textarea", "svg", "math"])
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)
_LINK_TEXT = re.compile(r"^\s*(?:https?://|www\.|[^\s@]+@)\S+\s*$")


def typography_html(html: str, lang: str = "pl") -> str:
    """The same HTML; only text outside code, formulas and attributes changes."""
    rule = typography if lang == "pl" else typography_en
    written: list[str] = []
    line: list[str] = []
    holes: dict[int, str] = {}
    for text, tag, ends_line in _pieces(html):
        line.append(text)
        holes[len(line) - 1] = tag
        if ends_line:
            written.append(_set(line, holes, rule))
            line, holes = [], {}
    written.append(_set(line, holes, rule))
    return "".join(written)


def _pieces(html: str) -> list[tuple[str, str, bool]]:
    """Each text with the markup after it (or what is not touched), and whether that markup ends the line."""
    pieces = []
    place = 0
    while found := _TAG.search(html, place):
        text, end = html[place : found.start()], found.end()
        name = (found[2] or "").lower()
        if name and not found[1] and (name in _UNTOUCHED or _FORMULA.search(found[3])):
            end = _closing(html, name, end)
            pieces += [(text, "", False), (OBJECT, html[found.start() : end], False)]
        elif found[0] == "<":
            pieces.append((text, "&lt;", False))
        else:
            pieces.append((text, found[0], bool(name) and name not in _INLINE))
        place = end
    return [*pieces, (html[place:], "", True)]


def _closing(html: str, name: str, place: int) -> int:
    """Where the element ends that has begun before `place`, nested ones of the same name included."""
    depth = 1
    for found in re.finditer(rf"<(/?){name}\b[^>]*>", html[place:], re.IGNORECASE):
        depth += -1 if found[1] else 1
        if depth == 0:
            return place + found.end()
    return len(html)


def _set(line: list[str], holes: dict[int, str], rule: Callable[[str], str]) -> str:
    texts = across([text if _LINK_TEXT.match(text) else unescape(text) for text in line], rule)
    return "".join(
        (before if _LINK_TEXT.match(before) else _escaped(text)) + holes[i]
        for i, (before, text) in enumerate(zip(line, texts, strict=True))
    )


def _escaped(text: str) -> str:
    return "" if text == OBJECT else escape(text, quote=False)
