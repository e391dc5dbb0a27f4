"""The words that were found, marked in the text as it was written."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ognisko.search.analysis.keys import BETWEEN
from ognisko.search.analysis.words import spans

BEFORE, LENGTH = 60, 260  # characters of a passage: before the first word found, and in all


def marked_title(title: str, places: Iterable[int]) -> SafeString:
    words = spans(title)
    found = sorted(place for place in places if place < len(words))
    return _marked(title, [words[place] for place in found])


def marked_passage(title: str, text: str, places: Iterable[int]) -> SafeString:
    """The part of the text where most of the words that were found stand; its beginning when none does."""
    words = spans(text)
    start = len(spans(title)) + BETWEEN
    found = [words[place - start] for place in sorted(places) if start <= place < start + len(words)]
    begin = _best_beginning(text, found)
    end = _whole_word(text, begin + LENGTH)
    passage = [(a - begin, b - begin) for a, b in found if begin <= a and b <= end]
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    return mark_safe(before + _marked(text[begin:end].strip("\n"), _shifted(text[begin:end], passage)) + after)


def _shifted(piece: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    cut = len(piece) - len(piece.lstrip("\n"))
    return [(a - cut, b - cut) for a, b in found]


def _best_beginning(text: str, found: list[tuple[int, int]]) -> int:
    best, most = 0, 0
    for number, (start, _end) in enumerate(found):
        held = sum(1 for other, _ in found[number:] if other - start < LENGTH - BEFORE)
        if held > most:
            best, most = start, held
    if best < BEFORE:
        return 0
    space = text.find(" ", best - BEFORE)
    return space + 1 if 0 <= space < best else best


def _whole_word(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 40, end)
    return space if space > 0 else end


def _marked(text: str, found: list[tuple[int, int]]) -> SafeString:
    pieces, at = [], 0
    for start, end in found:
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*pieces, escape(text[at:])]))
