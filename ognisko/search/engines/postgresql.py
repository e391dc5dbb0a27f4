"""PostgreSQL: a tsvector of ready keys with a GIN index.

`ts_rank` knows neither how rare a word is nor how to do without reading every vector, so weight is put into the keys:
beside `k…` for a word there is `t…` when the title has it and `d…` when the text has it twice. The index alone then
tells which entries hold a word how strongly, and one statement adds that up. Words in order for phrases are `s…`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection

from ognisko.search.analysis.keys import columns, unpacked
from ognisko.search.engines.plan import Plan, PlannedWord, facet_key
from ognisko.search.models import Entry

Row = tuple[int, bytes, list[str]]

CREATE = f"CREATE INDEX search_vector ON {Entry._meta.db_table} USING gin (vector) WITH (gin_pending_list_limit = 256)"
NARROW = f"ALTER TABLE {Entry._meta.db_table} SET (toast_tuple_target = 128)"  # the vector lies aside, hits stay narrow
DROP = "DROP INDEX search_vector"

LAST_PLACE = 16_383  # of a word in a tsvector
IN_TITLE, TWICE, ONCE, BY_PREFIX = 1.45, 1.25, 1.0, 0.7  # ranking.py's tf_a for an entry of average length


def vector(data: bytes, facets: list[str]) -> str:
    found = columns(unpacked(data))
    frequency = Counter(found.text)
    lexemes = [f"k{key:x}" for key in frequency.keys() | set(found.title)]
    lexemes += [f"t{key:x}" for key in set(found.title)]
    lexemes += [f"d{key:x}" for key, number in frequency.items() if number > 1]
    lexemes += [f"s{key:x}:{place}" for place, key in enumerate(found.surface[:LAST_PLACE], 1)]
    lexemes += [f"s{facet_key(facet):x}" for facet in facets]
    return " ".join(lexemes)


def add(rows: list[Row]) -> None:
    """The vector is written with the entry."""


def remove(rows: list[Row]) -> None:
    """The vector goes with the entry."""


def candidates(plan: Plan) -> list[int]:
    """Ids of the likeliest entries, best first: the best sign of each word, added up over words."""
    entry = Entry._meta.db_table
    signs = list(_signs(plan))
    newest = f"AND {entry}.id > {_since(plan.newest)}" if plan.newest else ""
    values = ", ".join(["(%s, %s::tsquery, %s::real)"] * len(signs))
    statement = f"""
        WITH sign (word, query, weight) AS (VALUES {values}),
             hit AS (SELECT {entry}.id, MAX(sign.weight) AS weight
                       FROM sign JOIN {entry} ON {entry}.vector @@ sign.query {newest}
                      WHERE {plan.condition} GROUP BY {entry}.id, sign.word)
        SELECT id FROM hit GROUP BY id ORDER BY SUM(weight) DESC, id DESC LIMIT %s
    """  # noqa: S608 - names are ours, values are parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for sign in signs for value in sign), *plan.parameters, plan.most])
        return [pk for (pk,) in cursor.fetchall()]


def _since(share: float) -> int:
    """The id after which about this share of the entries stands."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(id), MAX(id) FROM {Entry._meta.db_table}")  # noqa: S608
        first, last = cursor.fetchone()
    return int(last - (last - first) * share) if last else 0


def _signs(plan: Plan) -> Iterator[tuple[int, str, float]]:
    """Which word, the query that shows it, and how much that weighs."""
    must = ["(" + " <-> ".join(f"s{key:x}" for key in phrase) + ")" for phrase in plan.phrases]
    must += [f"s{facet_key(facet):x}" for facet in plan.facets]
    if plan.needs_all:
        must += [_word(word) for word in plan.words]
    if must and (plan.needs_all or not plan.words):
        yield -1, " & ".join(must), 1.0
    for number, word in enumerate(plan.words):
        for query, weight in _strengths(word, plan):
            yield number, " & ".join([*must, query]), weight * word.idf


def _strengths(word: PlannedWord, plan: Plan) -> Iterator[tuple[str, float]]:
    """Long lists are read as seldom as can be: where all words are needed anyway, and where words are very common."""
    yield _any("t", word.by_lemma), IN_TITLE
    yield _any("t", word.by_prefix), BY_PREFIX * IN_TITLE
    if not plan.newest:
        yield _any("d", word.by_lemma), TWICE
        yield _any("k", word.by_lemma), ONCE
        yield _any("k", word.by_prefix), BY_PREFIX
    elif not plan.needs_all:
        yield _word(word), ONCE
    if word.by_form and not plan.needs_all:
        yield _any("s", word.by_form), BY_PREFIX


def _word(word: PlannedWord) -> str:
    found = [f"k{key:x}" for key in (*word.by_lemma, *word.by_prefix)] + [f"s{key:x}" for key in word.by_form]
    return f"({' | '.join(found)})"


def _any(mark: str, keys: Iterable[int]) -> str:
    return "(" + " | ".join(f"{mark}{key:x}" for key in keys) + ")"
