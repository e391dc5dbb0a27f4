"""A text cut into words. Each keeps its place, so that what was found can be marked in the text as it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# „MOPR-u”, „ePUAP-em”, „NGO-sami”: the ending that inflects an acronym is no word of its own.
_ENDINGS = "sami|sów|owi|ami|ach|ecie|etem|etu|zie|om|em|ie|ów|ze|u|a|y|i"
_WORD = re.compile(rf"(\w*[A-ZĄĆĘŁŃÓŚŹŻ]{{2,}})[-\u2011’'](?:{_ENDINGS})\b|\w+")

TOKENISER = "1"


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # as written, without the ending of an acronym
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        yield Word(match[1] or match[0], match.start(), match.end())


def bare_words(text: str) -> list[str]:
    return [acronym or whole for whole, acronym in ((match[0], match[1]) for match in _WORD.finditer(text))]


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end, in their order."""
    return [match.span() for match in _WORD.finditer(text)]
