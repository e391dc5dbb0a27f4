"""How a person is recognised in a text, and what stands there afterwards. Knows no models, only strings.

Replaced at once: `@handle`, the handle where it has a dot or digit (a bare word of everyday speech is left alone), each
address, a link of a mention, and the full name of two words or more in any case, with or without diacritics, in either
order, inflected too („Ewie Kurowskiej”). Only shown to the office: the surname alone, a name of one word, and every
form of a name that a namesake bears.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ognisko.text.polish import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACE = r"(?:[\s\u00a0\u202f]|&nbsp;|&#160;)+"
_BETWEEN = r"(?:[\s\u00a0\u202f._-]|&nbsp;|&#160;)+"
_COMMA_BETWEEN = rf"(?:,?{_BETWEEN})"
_LAST = re.compile(r"(?:[sc]k[ia]|ek|ec|el|y|a|o|e|i|u)$")  # what inflection changes at the end of a Polish name
LONGEST_ENDING = {"first": 4, "last": 6}  # Mar|kowi, Kurow|skiemu
SHORTEST_ALONE, SHORTEST_NEEDLE = 3, 3
_CAPITAL = "[A-ZĄĆĘŁŃÓŚŹŻ]"


@dataclass(frozen=True)
class Spot:
    start: int
    length: int


@dataclass(frozen=True)
class NameTraces:
    name: str
    handle: str
    addresses: tuple[str, ...]
    stand_in: str  # what stands there where no community gives a pseudonym: „konto usunięte”
    pk: int = 0
    has_namesake: bool = False

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded words of the name and the handle: what an index of words may still hold."""
        texts = [self.name, self.handle]
        return frozenset(word for text in texts for word in _WORD.findall(fold(text)) if len(word) > 1)

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Pieces in plain ASCII letters, one of which stands in every text that speaks of the person."""
        pieces = [self.handle, *self.addresses, f'/{self.pk}/" class="mention"']
        runs = [run for word in reversed(self._name_words) if len(run := _ascii_run(word)) >= SHORTEST_NEEDLE]
        if runs:
            pieces.append(runs[0])  # of the surname, wherever it has one
        else:
            pieces += [*self._name_words, *(word.upper() for word in self._name_words)]
        return tuple(dict.fromkeys(piece for piece in pieces if piece))

    # --- What is replaced at once ---------------------------------------------------------------------

    def found_in(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self._patterns)

    def replaced(self, text: str, by: str = "") -> str:
        for pattern in self._patterns:
            text = pattern.sub(lambda _match: by or self.stand_in, text)
        return text

    def replaced_inside(self, value: Any, by: str = "") -> Any:
        """The same in every string of a JSON value."""
        if isinstance(value, str):
            return self.replaced(value, by)
        if isinstance(value, dict):
            return {self.replaced(key, by): self.replaced_inside(inner, by) for key, inner in value.items()}
        return [self.replaced_inside(inner, by) for inner in value] if isinstance(value, list) else value

    # --- What is only shown to the office -------------------------------------------------------------

    def doubtful_in(self, text: str) -> Iterator[Spot]:
        for match in self._doubtful.finditer(text) if self._doubtful else ():
            yield Spot(match.start(), match.end() - match.start())

    # --- Patterns -------------------------------------------------------------------------------------

    @cached_property
    def _name_words(self) -> list[str]:
        return _WORD.findall(self.name)

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        made = [_mention_link(self.pk)] if self.pk else []
        made += [_whole(re.escape(address)) for address in sorted(self.addresses, key=len, reverse=True)]
        if self.handle:
            made.append(_handle(self.handle))
        if self._is_full and not self.has_namesake:
            made.append(self.full_name)
        return made

    @cached_property
    def full_name(self) -> re.Pattern[str]:
        """First name before surname, or the surname first, also with a comma; as spelt, or in another case."""
        words = self._name_words
        exact = [_spelt(word) for word in words]
        inflected = [*(_inflected(word, "first") for word in words[:-1]), _inflected(words[-1], "last")]
        forms = [form for kind in (exact, inflected) for form in (_BETWEEN.join(kind), _surname_first(kind))]
        called = [rf"@?{_SPACE.join(kind)}" for kind in (exact, inflected)]  # „@Ewa Kurowska”, never „@ewa.kurowska.x”
        return _whole(f"(?:(?<!@)(?:{'|'.join(forms)})|{'|'.join(called)})")

    @cached_property
    def _doubtful(self) -> re.Pattern[str] | None:
        words = self._name_words
        if not words:
            return None
        surname = words[-1]
        forms = [self.full_name.pattern] if self._is_full and self.has_namesake else []
        if not self._is_full or len(_stem(fold(surname))) >= SHORTEST_ALONE:
            forms.append(f"(?-i:(?={_CAPITAL})){_inflected(surname, 'last')}")  # with a capital: a name, no noun
        return _whole(f"(?:{'|'.join(forms)})") if forms else None

    @property
    def _is_full(self) -> bool:
        return len(self._name_words) > 1


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])", re.IGNORECASE)


def _handle(handle: str) -> re.Pattern[str]:
    """`@ewa.kurowska` anywhere; `ewa.kurowska` only where it cannot be a word; never `@ewa.kurowska2`."""
    end = r"(?![.-]?[a-z0-9_])"
    bare = rf"|(?<![\w.@+-]){re.escape(handle)}(?:@[\w.-]*\w)?{end}" if re.search(r"[.0-9]", handle) else ""
    return re.compile(rf"(?<!\w)@{re.escape(handle)}{end}{bare}", re.IGNORECASE)


def _mention_link(pk: int) -> re.Pattern[str]:
    """A rendered mention, by whatever name it was written then."""
    return re.compile(rf'<a href="[^"]*/{pk}/" class="mention"[^>]*>[^<]*</a>')


def _spelt(word: str) -> str:
    return "".join(_letter(letter) for letter in fold(word))


def _inflected(word: str, place: str) -> str:
    stem = _stem(fold(word))
    return "".join(_letter(letter) for letter in stem) + rf"[^\W\d_]{{0,{LONGEST_ENDING[place]}}}"


def _surname_first(words: list[str]) -> str:
    return _COMMA_BETWEEN.join([words[-1], *words[:-1]])


def _stem(folded: str) -> str:
    stem = _LAST.sub("", folded)
    return stem if len(stem) >= 2 else folded


def _letter(folded: str) -> str:
    """One letter with all its marks, also where the mark is a character of its own."""
    if folded in "'’":
        return "(?:['’]|&#x27;|&#39;)"
    return f"[{re.escape(folded)}{_letters_like().get(folded, '')}][\u0300-\u036f]*"


@lru_cache(maxsize=1)
def _letters_like() -> dict[str, str]:
    like: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        if len(folded := fold(chr(code))) == 1:
            like[folded] = like.get(folded, "") + chr(code)
    return like


def _ascii_run(word: str) -> str:
    """The longest piece that every spelling shares, without the ending that inflection changes."""
    stem = _stem(fold(word))
    runs: Iterable[str] = re.findall(r"[a-z0-9]+", "".join(a if a == b else " " for a, b in _pairs(word, stem)))
    return max(runs, key=len, default="")


def _pairs(word: str, stem: str) -> Iterator[tuple[str, str]]:
    return zip(stem, word.lower(), strict=False)
