"""Plain text written so that Markdown shows exactly that text; formulas and bare addresses are left as they are."""

import re

from ognisko.text.formula import formula_at
from ognisko.text.markdown.rules import HANDLE, URL, without_closing_punctuation

WHITESPACE = re.compile(r"[ \t\n\r\f]+")
_SPECIAL = re.compile(r"[\\`*_\[\]<&~$@:]")
_ENTITY = re.compile(r"&#?\w{1,32};")
_HARMLESS_BRACKETS = re.compile(r"\[(?![ xX]\]|\^)[^\[\]]*\](?=[^(\[:])")
_LINE_START = re.compile(r"(?m)^(?:[-+*](?=\s|$)|#{1,6}(?=\s|$)|>|=+$|[|:\- ]*-[|:\- ]*$)")
_NUMBERED = re.compile(r"(?m)^(\d{1,9})([.)])(?=\s|$)")
_MAY_BE_ADDRESS = re.compile(r"<[^\s<>]*(?:>|\Z)")
_SCHEME = re.compile(r"https?$", re.IGNORECASE)


def escaped(text: str, *, in_link: bool, lone_dollars: bool) -> str:
    """`lone_dollars` says that the document has several dollar signs, so that a lone one might meet another."""
    written: list[str] = []
    place = 0
    for found in _SPECIAL.finditer(text):
        at = found.start()
        if at < place:
            continue
        written.append(text[place:at])
        if place := _verbatim_end(text, at, in_link):
            written.append(text[at:place])
        else:
            place = at + 1
            written.append(_character(text, at, in_link, lone_dollars))
    written.append(text[place:])
    return "".join(written)


def line_starts(markdown: str) -> str:
    """What at the start of a line would begin a list, a heading, a quote, a rule or a table is only text."""
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\\g<0>", markdown))


def code(text: str) -> str:
    """Inline code in a fence longer than any inside."""
    text = WHITESPACE.sub(" ", text)
    if not text.strip():
        return text
    fence = "`" * (longest_run(text) + 1)
    if text[0] in "` " or text[-1] in "` ":
        text = f" {text} "
    return f"{fence}{text}{fence}"


def longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _verbatim_end(text: str, at: int, in_link: bool) -> int:
    """The end of a formula or of a bare address that begins here, or 0."""
    if text[at] == "$":
        return formula_at(text, at)
    return 0 if text[at] != ":" or in_link else _url_end(text, at)


def _character(text: str, at: int, in_link: bool, lone_dollars: bool) -> str:
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if text[at] == "$":
        stands_apart = after.isspace() and not text[at + 1 :].isspace()
        return "\\$" if before == "\\" or (lone_dollars and not stands_apart) else "$"
    return f"\\{text[at]}" if _means_something(text, at, before, after, in_link) else text[at]


def _means_something(text: str, at: int, before: str, after: str, in_link: bool) -> bool:
    character = text[at]
    if character == "\\":
        return not after.isalnum()
    if character == "*":
        return not (before.isspace() and after.isspace() and text[:at].strip() and text[at + 1 :].strip())
    if character == "_":
        return not (before.isalnum() and after.isalnum())
    if character == "[":
        return in_link or not _HARMLESS_BRACKETS.match(text, at)
    if character == "]":
        return in_link
    if character == "<":
        return _MAY_BE_ADDRESS.match(text, at) is not None
    if character == "&":
        return not after or _ENTITY.match(text, at) is not None
    if character == "~":
        return "~" in before + after or not (text[:at].strip() and text[at + 1 :].strip())
    if character == "@":
        return not before.isalnum() and HANDLE.match(text, at) is not None
    return character == "`"


def _url_end(text: str, colon: int) -> int:
    """The end of a bare address whose scheme stands before this colon; the renderer takes it whole."""
    scheme = _SCHEME.search(text, max(colon - 5, 0), colon)
    if not scheme or not text.startswith("://", colon):
        return 0
    before = text[scheme.start() - 1] if scheme.start() else ""
    if before.isalnum() or before == "\\":
        return 0
    found = URL.match(text, scheme.start())
    if not found:
        return 0
    end = scheme.start() + len(without_closing_punctuation(found[0]))
    return end if end > colon else 0
