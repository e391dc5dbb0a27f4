"""What somebody typed, understood: words to look for, phrases in quotes, and the beginning of a last word."""

import re
from dataclasses import dataclass, field

from ognisko.search.analysis.keys import LONGEST_WORD, PREFIX, key
from ognisko.search.analysis.lemmas import lemmas, query_lemmas
from ognisko.search.analysis.stop_words import QUESTION_WORDS, STOP_WORDS
from ognisko.search.analysis.words import Word, words
from ognisko.text.clean import clean_text
from ognisko.text.polish import fold

LONGEST_TYPED = 1_000  # characters; nobody asks a longer question, and a pasted page must cost no more than one
MOST_WORDS = 24
SHORTEST_BEGINNING = 2
_PHRASE = re.compile(r'["„”“«»]([^"„”“«»]*)["„”“«»]')


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of the question, with the keys by which it may be found."""

    text: str
    folded: str
    by_lemma: frozenset[int]
    by_prefix: frozenset[int]
    by_form: frozenset[int]
    weight: float = 1.0
    is_stop: bool = False
    is_scored: bool = True
    is_beginning: bool = False  # the last word, perhaps not typed to its end, too short to be found by its prefix key
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    typed: str
    asked: tuple[Asked, ...] = ()
    phrases: tuple[tuple[int, ...], ...] = ()  # keys of words that must stand side by side

    @property
    def topical(self) -> list[Asked]:
        """The words that bring candidates: all but stop words, unless there is nothing else."""
        return [word for word in self.asked if not word.is_stop] or list(self.asked)

    @property
    def is_empty(self) -> bool:
        return not self.asked


@dataclass(slots=True)
class _Reading:
    seen: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)


def understand(typed: str) -> Question:
    """Never raises: signs, operators of an engine and unclosed quotes are only what stands between words."""
    typed = clean_text(typed)[:LONGEST_TYPED].strip()
    found = list(words(typed))
    reading = _Reading()
    for number, word in enumerate(found):
        if len(reading.asked) < MOST_WORDS:
            _read(reading, word, is_first=number == 0, is_last=word.end == len(typed))
    return Question(typed, tuple(reading.asked), () if _is_sentence(typed, reading) else _phrases(typed))


def _is_sentence(typed: str, reading: _Reading) -> bool:
    """In a whole question quotes stand around names, and Polish inflects those: only its words are looked for."""
    return typed.endswith("?") or not all(word.is_scored for word in reading.asked)


def _read(reading: _Reading, word: Word, *, is_first: bool, is_last: bool) -> None:
    folded = fold(word.text)[:LONGEST_WORD]
    if not folded.strip("_") or folded in reading.seen:
        return
    reading.seen.add(folded)
    text = word.text[:LONGEST_WORD]
    reading.asked.append(
        Asked(
            text=text,
            folded=folded,
            by_lemma=lemma_keys(text),
            by_prefix=prefix_keys(folded),
            by_form=frozenset({key("f", folded)}),
            weight=1.5 if text[0].isupper() and not is_first else 1.0,
            is_stop=folded in STOP_WORDS,
            is_scored=folded not in QUESTION_WORDS,
            is_beginning=is_last and SHORTEST_BEGINNING <= len(folded) < PREFIX and folded not in STOP_WORDS,
        )
    )


def lemma_keys(word: str) -> frozenset[int]:
    english = {key("e", lemma) for lemma in lemmas(word, "en")}
    return frozenset(english.union(key("m", lemma) for lemma in query_lemmas(word)))


def prefix_keys(folded: str) -> frozenset[int]:
    """Longer words have a key of their first five letters; a word of five letters is that key itself."""
    beginning = folded[:PREFIX]
    return frozenset({key("p", beginning), key("f", beginning)} if len(folded) >= PREFIX else {key("f", folded)})


def _phrases(typed: str) -> tuple[tuple[int, ...], ...]:
    quoted = ([fold(word.text)[:LONGEST_WORD] for word in words(match[1])] for match in _PHRASE.finditer(typed))
    return tuple(tuple(key("f", word) for word in phrase[:MOST_WORDS]) for phrase in quoted if phrase)[:3]
