"""Straight quotation marks turned into those of the language, paired and nested; marks without a pair stay as typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ognisko.text.polish.seams import OBJECT, SEAM

POLISH = (("„", "”"), ("«", "»"))
ENGLISH = (("“", "”"), ("‘", "’"))

_ANY = re.compile("[\"„”“«»']")
_BEFORE_OPENING = frozenset("([{<„«“‚‘/–—-")
_PARTNER = {"„": "”", "«": "»", "“": "”", "»": "«", "”": "”"}
_PARTNER_BEFORE = {"”": "„", "»": "«", "“": "„", "«": "»"}


@dataclass(slots=True)
class _Mark:
    place: int
    character: str
    opens: bool
    after_digit: bool
    partner: "_Mark | None" = None

    @property
    def is_single(self) -> bool:
        return self.character == "'"


def quotes(text: str, styles: tuple[tuple[str, str], tuple[str, str]]) -> str:
    """`styles` are the outer and the inner pair; they alternate with depth. An inch mark after a figure is kept."""
    if '"' not in text and "'" not in text:
        return text
    marks = list(_marks(text))
    unpaired = _pair(marks)
    if unpaired and (others := [mark for mark in marks if not _may_be_inches(mark)]) != marks:
        if _pair(others) < unpaired:
            marks = others
        else:
            _pair(marks)
    letters = list(text)
    for place, character in _replacements(marks, styles):
        letters[place] = character
    return "".join(letters)


def _may_be_inches(mark: _Mark) -> bool:
    return mark.after_digit and mark.character == '"' and not mark.opens


def _marks(text: str) -> Iterator[_Mark]:
    """Every quotation mark whose neighbours say that it opens or closes."""
    last = None
    for found in _ANY.finditer(text):
        place, character = found.start(), found[0]
        before, after = _neighbour(text, place, -1), _neighbour(text, place, 1)
        if last and last.place == before[0]:
            follows_opening = last.opens
        else:
            follows_opening = not before[1] or before[1].isspace() or before[1] in _BEFORE_OPENING
        if character == "„" or (follows_opening and after[1] and not after[1].isspace()):
            last = _Mark(place, character, opens=True, after_digit=False)
        elif not follows_opening and not _is_letter(after[1]):
            last = _Mark(place, character, opens=False, after_digit=before[1].isdigit())
        else:
            continue
        yield last


def _neighbour(text: str, place: int, step: int) -> tuple[int, str]:
    place += step
    while 0 <= place < len(text) and text[place] == SEAM:
        place += step
    return (place, text[place]) if 0 <= place < len(text) else (place, "")


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == OBJECT


def _pair(marks: list[_Mark]) -> int:
    """Give every mark its partner; how many double ones were left alone."""
    waiting: list[_Mark] = []
    alone = 0
    for mark in marks:
        mark.partner = None
        if mark.opens:
            waiting.append(mark)
            continue
        if not mark.is_single:
            while waiting and waiting[-1].is_single:
                waiting.pop()
        if waiting and waiting[-1].is_single == mark.is_single:
            mark.partner = waiting.pop()
            mark.partner.partner = mark
        elif not mark.is_single:
            alone += 1
    return alone + sum(not mark.is_single for mark in waiting)


def _replacements(marks: list[_Mark], styles: tuple[tuple[str, str], tuple[str, str]]) -> Iterator[tuple[int, str]]:
    outer, inner = styles
    around: list[str] = []
    for mark in marks:
        if mark.partner is None:
            continue
        if not mark.opens:
            around.pop()
            continue
        opening, closing = _written(mark, mark.partner, inner if around and around[-1] != inner[0] else outer)
        if mark.is_single and not around:
            opening, closing = _single(styles)
        around.append(opening)
        yield mark.place, opening
        yield mark.partner.place, closing


def _written(first: _Mark, last: _Mark, style: tuple[str, str]) -> tuple[str, str]:
    """A straight mark follows its partner's lead; two straight ones get the style of their depth."""
    if first.character in "\"'" and last.character in "\"'":
        return style
    if first.character == '"':
        return _PARTNER_BEFORE[last.character], last.character
    if last.character == '"':
        return first.character, _PARTNER[first.character]
    return first.character, last.character


def _single(styles: tuple[tuple[str, str], tuple[str, str]]) -> tuple[str, str]:
    """Single marks alone are quotes in English; in Polish they are something else and stay."""
    return styles[1] if styles is ENGLISH else ("'", "'")
