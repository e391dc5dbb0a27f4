"""What a text is found by: numbers, three kinds for a word, packed beside the text so that ranking needs no analysis.

    m  each dictionary form        „zamówień” → zamowienie     (in English: e, the stem)
    p  the first five letters      „zamówień” → zamow      (of longer words only)
    f  the word itself, folded     „zamówień” → zamowien

A key is the CRC-32 of the kind and the folded text. Two words in two hundred thousand may share a number by accident;
a result is then ranked a little wrong, and no more. The engines index the same numbers as short strings.
"""

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from ognisko.search.analysis.lemmas import lemmas
from ognisko.search.analysis.stop_words import STOP_WORDS
from ognisko.search.analysis.words import bare_words
from ognisko.text.polish import fold

PREFIX = 5
LONGEST = 12_000  # words of one text; what follows is not indexed
BETWEEN = 20  # places between title and text, so that nothing is near across them
LONGEST_WORD = 60
_HEAD = 3  # title words, text words, number of keys
_IS_LITTLE = sys.byteorder == "little"


def key(kind: str, text: str) -> int:
    return crc32(f"{kind}{text}".encode())


@dataclass(frozen=True, slots=True)
class Keys:
    """Parallel arrays: `keys[n]` stands at `places[n]`. Title words have places from 0, text words from `text_from`."""

    title_words: int
    text_words: int
    keys: "array[int]"
    places: "array[int]"

    @property
    def text_from(self) -> int:
        return self.title_words + BETWEEN

    def packed(self) -> bytes:
        parts = [array("I", [self.title_words, self.text_words, len(self.keys)]), self.keys, self.places]
        if not _IS_LITTLE:
            parts = [array(part.typecode, part) for part in parts]
            for part in parts:
                part.byteswap()
        return b"".join(part.tobytes() for part in parts)


@dataclass(slots=True)
class Columns:
    """The same for an engine: keys of title and text that find, and words in their order for phrases."""

    title: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    surface: list[int] = field(default_factory=list)


def keys_of(title: str, text: str, language: str = "pl") -> Keys:
    title_words, text_words = bare_words(title)[:LONGEST], bare_words(text)[:LONGEST]
    keys, places = array("I"), array("H")
    _add(keys, places, title_words, 0, language)
    _add(keys, places, text_words, len(title_words) + BETWEEN, language)
    return Keys(len(title_words), len(text_words), keys, places)


def unpacked(data: bytes | memoryview) -> Keys:
    data = bytes(data)
    head = _array("I", data[: 4 * _HEAD])
    end = 4 * (_HEAD + head[2])
    return Keys(head[0], head[1], _array("I", data[4 * _HEAD : end]), _array("H", data[end:]))


def columns(entry: Keys) -> Columns:
    """Every token's first key is its f; stop words are left out of what finds, and stay in phrases."""
    found = Columns()
    place, is_stop = -1, False
    for number, at in zip(entry.keys, entry.places, strict=True):
        if at != place:
            place, is_stop = at, number in _STOP_KEYS
            found.surface.append(number)
        elif not is_stop:
            (found.title if at < entry.title_words else found.text).append(number)
    return found


@lru_cache(maxsize=30_000)
def word_keys(word: str, language: str) -> tuple[int, ...]:
    folded = fold(word)[:LONGEST_WORD]
    found = [key("f", folded)]
    if len(folded) > PREFIX:
        found.append(key("p", folded[:PREFIX]))
    kind = "e" if language == "en" else "m"
    found += [key(kind, lemma) for lemma in lemmas(word[:LONGEST_WORD], language)]
    return tuple(found)


def _add(keys: "array[int]", places: "array[int]", tokens: Iterable[str], start: int, language: str) -> None:
    for place, word in enumerate(tokens, start):
        found = word_keys(word, language)
        keys.extend(found)
        places.extend([place] * len(found))


def _array(kind: str, data: bytes) -> "array[int]":
    made: array[int] = array(kind)
    made.frombytes(data)
    if not _IS_LITTLE:
        made.byteswap()
    return made


_STOP_KEYS = frozenset(key("f", word) for word in STOP_WORDS)
