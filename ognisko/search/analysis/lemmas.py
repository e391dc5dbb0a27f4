"""The dictionary forms of a word: Morfeusz where it knows the word, the Snowball stem where it does not.

Morfeusz has wheels for Linux on x86-64, macOS and Windows; elsewhere everything goes through the stemmer, which finds
fewer forms, and the version of the analyser says so, so that a move to another machine asks for a new index.
"""

import itertools
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from ognisko.later import part_of
from ognisko.search.analysis.words import TOKENISER
from ognisko.text.polish import fold

try:
    import morfeusz2  # type: ignore[import-untyped]
except ImportError:  # no wheel for this machine
    morfeusz2 = None

READINGS = 6  # a form with more dictionary forms than that tells nothing by the rest
QUERY_READINGS = 12
VARIANTS = 600  # of a word typed without Polish letters
CHANGES = 3  # letters restored at once, where all combinations are too many

_POLISH = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "żź"}
_NO_WORD = {"ign", "interp"}
_own = threading.local()
_one_at_a_time = threading.Lock()


@lru_cache(maxsize=1)
def analyser_version() -> str:
    """Changes when the same text would get other keys: rules, stemmer, or dictionary."""
    dictionary = _morfeusz().dict_id() if morfeusz2 else "none"
    return f"2.{TOKENISER}:{dictionary}:snowball-{version('snowballstemmer')}"[:120]


@lru_cache(maxsize=30_000)
def lemmas(word: str, language: str = "pl") -> tuple[str, ...]:
    """Folded, at least one. A word that has several counts as one word with several names."""
    if language == "en":
        return (fold(_stem("english", word.lower())),)
    return _known(word) or (fold(_stem("polish", word.lower())),)


@lru_cache(maxsize=4_000)
def query_lemmas(word: str) -> tuple[str, ...]:
    """All readings of a typed word, also with the Polish letters that it may have been typed without."""
    found = dict.fromkeys(lemmas(word))
    if word.isascii() and word.isalpha() and len(word) > 2:
        for variant in itertools.islice(_with_polish_letters(word.lower()), VARIANTS):
            for spelling in (variant, variant.capitalize()):
                found |= dict.fromkeys(_known(spelling))
    return tuple(itertools.islice(found, QUERY_READINGS))


def _known(word: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for _start, _end, (_form, lemma, tag, _names, _labels) in _analysed(word):
        if tag not in _NO_WORD and not tag.startswith("aglt"):
            found[fold(lemma.split(":")[0])] = None
    return tuple(itertools.islice(filter(None, found), READINGS))


def _with_polish_letters(word: str) -> Iterator[str]:
    """„lodz” → „łodz”, „lódz”, „lodź”, …, „łódź”: few changes first."""
    places = [place for place, letter in enumerate(word) if letter in _POLISH]
    most = len(places) if 2 ** len(places) <= VARIANTS else CHANGES
    for number in range(1, most + 1):
        for chosen in itertools.combinations(places, number):
            for letters in itertools.product(*(_POLISH[word[place]] for place in chosen)):
                spelt = list(word)
                for place, letter in zip(chosen, letters, strict=True):
                    spelt[place] = letter
                yield "".join(spelt)


def _analysed(word: str) -> list[Any]:
    """One analyser for all threads, one thread at a time: each has 18 MiB of its own, and holds the interpreter's lock
    while it works, so that several would be no quicker."""
    if morfeusz2 is None:
        return []
    with _one_at_a_time:
        return _morfeusz().analyse(word)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _morfeusz() -> Any:
    return morfeusz2.Morfeusz(expand_tags=False, case_handling=morfeusz2.CONDITIONALLY_CASE_SENSITIVE)


def _stem(language: str, word: str) -> str:
    if not hasattr(_own, language):
        setattr(_own, language, _stemmer(language)())
    return getattr(_own, language).stemWord(word)  # type: ignore[no-any-return]


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Callable[[], Any]:
    """Of the package only this language: its own door reads all thirty of them into memory, 9 MiB."""
    module = part_of("snowballstemmer", f"{language}_stemmer")
    return getattr(module, f"{language.title()}Stemmer")  # type: ignore[no-any-return]
