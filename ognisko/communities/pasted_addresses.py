"""Pasted e-mail addresses, in the ways that people paste them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ognisko.text.clean import clean_text

_NAMED = re.compile(r"<([^<>]*)>")
_BETWEEN = re.compile(r"[,;\t]|\s+(?=\S*@)")


@dataclass(frozen=True)
class Misread:
    line: int  # from 1
    text: str


@dataclass
class Pasted:
    """Addresses in lower case, each once, in the order they came; and what could not be read, by line."""

    addresses: list[str] = field(default_factory=list)
    misread: list[Misread] = field(default_factory=list)


def read_addresses(text: str) -> Pasted:
    """Separated by commas, semicolons, spaces or new lines; `Ewa Kurowska <ewa@urzad.example>` is read too."""
    pasted = Pasted()
    for number, line in enumerate(clean_text(text).split("\n"), 1):
        for piece in _pieces(line):
            address = piece.lower()
            if not _is_address(address):
                pasted.misread.append(Misread(number, piece))
            elif address not in pasted.addresses:
                pasted.addresses.append(address)
    return pasted


def _pieces(line: str) -> Iterator[str]:
    """A name before `<…>` belongs to its address, also when it holds a comma („Kurowska, Ewa” <ewa@…>)."""
    if _NAMED.search(line):
        end = 0
        for named in _NAMED.finditer(line):
            before = line[end : named.start()]
            yield from (piece for piece in _split(before) if "@" in piece)
            yield named[1].strip() or named[0]
            end = named.end()
        line = line[end:]
    yield from _split(line)


def _split(text: str) -> list[str]:
    return [piece.strip(" \"'„”.") for piece in _BETWEEN.split(text) if piece.strip(" \"'„”.")]


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254
