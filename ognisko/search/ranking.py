"""The order of results: a sum over the words of the question, measured on real Polish questions (docs/decisions).

tf_a  = 4 · tfTitle / (.5 + .5 · |title| / avgTitle)  +  tfText / (.25 + .75 · |text| / avgText)
idf   = ln(1 + (N − n + .5) / (n + .5)) ^ 1.25
s_a   = idf_a · 1.7 · tf_a / (tf_a + .7)
word  = max(s_lemma, .7 · s_prefix) + .15 · s_form
near  = .3 · min(idf) / √gap            for two words at most eight words apart in one field
score = Σ weight · word + Σ near
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, compress
from math import log, sqrt

from ognisko.search.analysis.keys import Keys
from ognisko.search.question import Asked

K1 = 0.7
TITLE_WEIGHT = 4.0
PREFIX_SHARE, FORM_SHARE, CORRECTED_SHARE = 0.7, 0.15, 0.7
IDF_POWER = 1.25
NEAR_SHARE, NEAREST_WORDS = 0.3, 8
TITLE_WORDS, TEXT_WORDS = 6.0, 90.0  # of an average entry, until they are counted
FEWEST = 200  # entries: below that, how many hold a word says little about it


@dataclass(frozen=True, slots=True)
class Statistics:
    """Over the whole index; how many entries hold a key comes from the engine's table of terms."""

    entries: int = 0
    title_words: float = TITLE_WORDS
    text_words: float = TEXT_WORDS
    holding: Mapping[int, int] = field(default_factory=dict)

    def idf(self, number: int) -> float:
        entries = max(self.entries, FEWEST)
        number = min(max(number, 1), entries)
        return log(1 + (entries - number + 0.5) / (number + 0.5)) ** IDF_POWER


@dataclass(slots=True)
class _Weighed:
    """A word of the question with its idf for each kind of key."""

    asked: Asked
    lemma: float
    prefix: float
    form: float


@dataclass(slots=True)
class Score:
    value: float
    places: set[int]  # of words in title and text that were found


class Ranking:
    def __init__(self, asked: Sequence[Asked], statistics: Statistics) -> None:
        self.statistics = statistics
        self.weighed = [_weighed(word, statistics) for word in asked if word.is_scored] or [
            _weighed(word, statistics) for word in asked
        ]
        self.wanted: dict[int, list[tuple[int, int]]] = {}
        for number, word in enumerate(self.weighed):
            for kind, keys in enumerate((word.asked.by_lemma, word.asked.by_prefix, word.asked.by_form)):
                for key in keys:
                    self.wanted.setdefault(key, []).append((number, kind))

    def score(self, entry: Keys) -> Score:
        found = self._found(entry)
        title_norm = TITLE_WEIGHT / (0.5 + 0.5 * entry.title_words / self.statistics.title_words)
        text_norm = 1 / (0.25 + 0.75 * entry.text_words / self.statistics.text_words)
        value = 0.0
        for number, (lemma, prefix, form) in found.items():
            word = self.weighed[number]
            by_form = self._part(form, entry, title_norm, text_norm, word.form) if form else 0.0
            by_lemma = self._part(lemma, entry, title_norm, text_norm, word.lemma) if lemma else 0.0
            by_prefix = self._part(prefix, entry, title_norm, text_norm, word.prefix) if prefix else 0.0
            value += word.asked.weight * (max(by_lemma, PREFIX_SHARE * by_prefix) + FORM_SHARE * by_form)
        value += self._nearness(found, entry)
        return Score(value, self._places(found))

    def _places(self, found: dict[int, tuple[set[int], set[int], set[int]]]) -> set[int]:
        """What is marked: where the words stand that the question is about; its small words where it has no others."""
        topical = {number for number in found if not self.weighed[number].asked.is_stop} or found.keys()
        return set().union(*(places for number in topical for places in found[number]))

    def _found(self, entry: Keys) -> dict[int, tuple[set[int], set[int], set[int]]]:
        found: dict[int, tuple[set[int], set[int], set[int]]] = {}
        wanted = self.wanted
        for at in compress(range(len(entry.keys)), map(wanted.__contains__, entry.keys)):
            place = entry.places[at]
            for number, kind in wanted[entry.keys[at]]:
                if number not in found:
                    found[number] = (set(), set(), set())
                found[number][kind].add(place)
        return found

    @staticmethod
    def _part(places: set[int], entry: Keys, title_norm: float, text_norm: float, idf: float) -> float:
        in_title = sum(place < entry.title_words for place in places)
        frequency = in_title * title_norm + (len(places) - in_title) * text_norm
        return idf * frequency * (1 + K1) / (frequency + K1)

    def _nearness(self, found: dict[int, tuple[set[int], set[int], set[int]]], entry: Keys) -> float:
        topical = [
            (self.weighed[number].lemma, sorted(kinds[0]))
            for number, kinds in found.items()
            if kinds[0] and not self.weighed[number].asked.is_stop
        ]
        value = 0.0
        for (one_idf, one), (other_idf, other) in combinations(topical, 2):
            gap = smallest_gap(one, other)
            if gap <= NEAREST_WORDS:
                value += NEAR_SHARE * min(one_idf, other_idf) / sqrt(gap)
        return value


def smallest_gap(one: Sequence[int], other: Sequence[int]) -> int:
    """Between two ascending lists of places; places that are the same say nothing and are passed over."""
    first = second = 0
    smallest = 1_000_000
    while first < len(one) and second < len(other):
        gap = one[first] - other[second]
        if gap and abs(gap) < smallest:
            smallest = abs(gap)
        if gap < 0:
            first += 1
        else:
            second += 1
    return smallest


def _weighed(word: Asked, statistics: Statistics) -> _Weighed:
    holding = statistics.holding

    def most(keys: frozenset[int]) -> int:
        return max((holding.get(key, 0) for key in keys), default=0)

    share = CORRECTED_SHARE if word.is_corrected else 1.0
    prefix = min(sum(holding.get(key, 0) for key in word.by_prefix), max(statistics.entries, 1))
    return _Weighed(
        word,
        share * statistics.idf(most(word.by_lemma)),
        share * statistics.idf(prefix),
        share * statistics.idf(most(word.by_form)),
    )
