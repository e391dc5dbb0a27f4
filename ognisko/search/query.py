"""Search: the likeliest entries from the database, which asks for permission, put into order by ranking.py."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from math import prod
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone

from ognisko.search.analysis.keys import key, unpacked
from ognisko.search.analysis.lemmas import analyser_version
from ognisko.search.engines import engine
from ognisko.search.engines.plan import Plan, PlannedWord, condition_of
from ognisko.search.models import Entry, EntryQuerySet
from ognisko.search.question import Asked, Question, lemma_keys, understand
from ognisko.search.ranking import Ranking, Score, Statistics
from ognisko.search.registry import visible_entries
from ognisko.search.terms import beginning_with, similar_to, statistics_for

MOST = 100  # candidates; more of them do not better the first ten (docs/decisions)
AT_MOST = 12_000  # entries that hold the words, for the database to weigh each hit
NEWEST = 1_000  # hits looked at where more hold them
SHORT = 3  # topical words of a query in which all should be found, when enough entries hold them all
MOST_SOUGHT = 12  # words that bring candidates: the rarest
TOO_COMMON = 0.3  # share of entries; such a word brings no candidates where there are rarer ones
SHORTEST_CORRECTED = 4


Condition = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Filters:
    """What the address of a page of results says beside the question."""

    kinds: tuple[str, ...] = ()
    community_id: int | None = None
    author_id: int | None = None
    facet: str = ""  # "tag:umowy"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    kind: str
    object_id: int
    external_id: str
    title: str
    text: str
    address: str
    score: float
    places: frozenset[int]  # of the words that were found; empty when the entry waits for a new analysis
    at: datetime
    community_id: int | None
    author_id: int | None
    group_id: int | None
    facets: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    question: Question
    found: list[Result] = field(default_factory=list)
    are_more: bool = False  # than were looked at
    corrected: bool = False  # a word that nobody uses was read as one that differs by one letter


def search(
    typed: str, *, person: Any, filters: Filters = Filters(), most: int = MOST, only_titles: bool = False
) -> Results:
    question = understand(typed)
    if question.is_empty:
        return Results(question)
    asked, statistics = _completed(question)
    try:
        condition = _condition(person, filters)
    except EmptyResultSet:
        return Results(question)

    ids = _candidates(question, asked, statistics, condition, filters, most)
    found = _ranked(ids, Ranking(asked, statistics))
    return Results(question, found, len(ids) >= most, any(word.is_corrected for word in asked))


def permission(person: Any, kinds: tuple[str, ...] = ()) -> Condition:
    """What the person may see, as SQL; raises EmptyResultSet when that is nothing."""
    who = Who(
        person.is_authenticated, getattr(person, "is_guest", False), person.pk, getattr(person, "organisation_id", None)
    )
    if who not in _kept or kinds not in _kept[who]:
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept.setdefault(who, {})[kinds] = condition_of(Entry.objects.filter(visible_entries(person, kinds)))
    return _kept[who][kinds]


class Who(NamedTuple):
    is_authenticated: bool
    is_guest: bool
    pk: int | None
    organisation_id: int | None


KEPT = 500  # people
_kept: dict[Who, dict[tuple[str, ...], Condition]] = {}


def _condition(person: Any, filters: Filters) -> Condition:
    sql, parameters = permission(person, filters.kinds)
    if filters == Filters(kinds=filters.kinds, facet=filters.facet):
        return sql, parameters
    further, more = condition_of(_filtered(filters))
    return f"({sql}) AND {further}", (*parameters, *more)


def _filtered(filters: Filters) -> EntryQuerySet:
    entries = Entry.objects.all()
    if filters.community_id is not None:
        entries = entries.filter(community_id=filters.community_id)
    if filters.author_id is not None:
        entries = entries.filter(author_id=filters.author_id)
    if filters.since:
        entries = entries.filter(at__gte=_midnight(filters.since))
    if filters.until:
        entries = entries.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _completed(question: Question) -> tuple[list[Asked], Statistics]:
    """The words with what the index knows of them: longer words that begin so, and for an unknown word similar ones."""
    asked = [_begun(word) if word.is_beginning else word for word in question.asked]
    statistics = statistics_for(_keys(asked))
    if not statistics.entries:
        return asked, statistics
    corrected = [_corrected(word) if _is_unknown(word, statistics) else word for word in asked]
    return (corrected, statistics_for(_keys(corrected))) if corrected != asked else (asked, statistics)


def _keys(asked: Iterable[Asked]) -> set[int]:
    return {number for word in asked for number in (*word.by_lemma, *word.by_prefix, *word.by_form)}


def _begun(word: Asked) -> Asked:
    longer = frozenset(key("f", form) for form in beginning_with(word.folded))
    return replace(word, by_prefix=word.by_prefix | longer) if longer else word


def _is_unknown(word: Asked, statistics: Statistics) -> bool:
    if word.is_stop or len(word.folded) < SHORTEST_CORRECTED or word.folded.isdigit():
        return False
    return not any(statistics.holding.get(number) for number in (*word.by_lemma, *word.by_form))


def _corrected(word: Asked) -> Asked:
    similar = similar_to(word.folded)
    if not similar:
        return word
    keys = frozenset().union(*(lemma_keys(form) | {key("f", form)} for form in similar))
    return replace(word, by_lemma=word.by_lemma | keys, is_corrected=True)


def _candidates(
    question: Question,
    asked: Sequence[Asked],
    statistics: Statistics,
    condition: Condition,
    filters: Filters,
    most: int,
) -> list[int]:
    topical = [word for word in asked if not word.is_stop] or list(asked)
    sought = _sought(topical, statistics)
    sql, parameters = condition
    plan = Plan(
        words=[_planned(word, statistics) for word in sought],
        condition=sql,
        parameters=parameters,
        most=most,
        phrases=question.phrases,
        facets=(filters.facet,) if filters.facet else (),
    )
    if 1 < len(topical) <= SHORT:
        with_all = replace(plan, needs_all=True, words=[_planned(word, statistics) for word in topical])
        ids = _within_reason(with_all, topical, statistics)
        if len(ids) >= most:
            return ids
        return list(dict.fromkeys([*ids, *_within_reason(plan, sought, statistics)]))[:most]
    return _within_reason(plan, sought, statistics)


def _within_reason(plan: Plan, words: Sequence[Asked], statistics: Statistics) -> list[int]:
    """Words that very many entries hold hardly tell them apart; then what is new comes first, and what they title."""
    held = sum(_holding(word, statistics) for word in words)
    if held <= AT_MOST:
        return engine().candidates(plan)
    entries = max(statistics.entries, 1)
    shares = [min(_holding(word, statistics) / entries, 1) for word in words]
    hits = entries * (prod(shares) if plan.needs_all else 1 - prod(1 - share for share in shares))
    return engine().candidates(replace(plan, newest=min(NEWEST / max(hits, 1), 1)))


def _holding(word: Asked, statistics: Statistics) -> int:
    by_prefix = sum(statistics.holding.get(number, 0) for number in word.by_prefix)
    return max(by_prefix, *(statistics.holding.get(number, 0) for number in word.by_lemma))


def _sought(topical: Sequence[Asked], statistics: Statistics) -> list[Asked]:
    """The rarest words; the common ones still count when candidates are put into order."""

    def holding(word: Asked) -> int:
        return max((statistics.holding.get(number, 0) for number in word.by_lemma), default=0)

    rare = sorted(topical, key=holding)[:MOST_SOUGHT]
    limit = TOO_COMMON * max(statistics.entries, 100)
    return [word for number, word in enumerate(rare) if number < 2 or holding(word) <= limit]


def _planned(word: Asked, statistics: Statistics) -> PlannedWord:
    most = max((statistics.holding.get(number, 0) for number in word.by_lemma), default=0)
    return PlannedWord(
        by_lemma=tuple(sorted(word.by_lemma)),
        by_prefix=tuple(sorted(word.by_prefix)),
        by_form=tuple(sorted(word.by_prefix)) if word.is_beginning else (),
        idf=word.weight * statistics.idf(most),
    )


_SELECT = """
    SELECT entry.kind, entry.object_id, words.external_id, words.title, words.text, words.address, entry.at,
           entry.community_id, entry.author_id, entry.group_id, words.facets, words.keys, entry.analyser_version
      FROM search_entry entry JOIN search_entrytext words ON words.entry_id = entry.id
     WHERE entry.id IN ({})
"""


def _ranked(ids: Sequence[int], ranking: Ranking) -> list[Result]:
    """A hundred rows for ten that are shown: read as they are, without the object mapper."""
    if not ids:
        return []
    version = analyser_version()
    with connection.cursor() as cursor:
        cursor.execute(_SELECT.format(", ".join(["%s"] * len(ids))), ids)
        found = [_result(row, ranking.score(unpacked(row[11])), version) for row in cursor.fetchall()]
    return sorted((one for one in found if one.score > 0), key=_order)


def _order(result: Result) -> tuple[float, float, str, int]:
    return (-result.score, -result.at.timestamp(), result.kind, result.object_id)


def _result(row: Any, score: Score, version: str) -> Result:
    at, facets = row[6], row[10]
    return Result(
        kind=row[0],
        object_id=row[1],
        external_id=row[2],
        title=row[3],
        text=row[4],
        address=row[5],
        score=score.value,
        places=frozenset(score.places) if row[12] == version else frozenset(),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),  # SQLite keeps moments without their zone
        community_id=row[7],
        author_id=row[8],
        group_id=row[9],
        facets=tuple(json.loads(facets) if isinstance(facets, str) else facets) if facets != "[]" else (),
    )
