"""PostgreSQL: a tsvector of ready keys with a GIN index.

`ts_rank` knows neither how rare a word is nor how to do without reading every vector, so weight is put into the keys:
beside `k…` for a word there is `t…` when the title has it and `d…` when the text has it twice. The index alone then
tells which entries hold a word how strongly, and one statement adds that up. Words in order for phrases are `s…`.
Of very common words only the newest hits are wanted: each entry also has `b…` for its block of ids, so that the index
leads to the newest blocks and reads the long lists of the words there only.
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
_NEW_KEYS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"

BLOCK, BLOCKS = 1_024, 100  # ids of one block, and blocks that one query names at the most
LAST_PLACE = 16_383  # of a word in a tsvector
IN_TITLE, TWICE, ONCE, BY_PREFIX = 1.45, 1.25, 1.0, 0.7  # ranking.py's tf_a for an entry of average length


def new_keys(number: int) -> list[int | None]:
    """Taken ahead, since the block of an entry stands in its vector."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW_KEYS, [Entry._meta.db_table, number])
        return [key for (key,) in cursor.fetchall()]


def vector(data: bytes, facets: list[str], key: int | None) -> str:
    found = columns(unpacked(data))
    frequency = Counter(found.text)
    lexemes = [f"k{key:x}" for key in frequency.keys() | set(found.title)]
    lexemes += [f"t{key:x}" for key in set(found.title)]
    lexemes += [f"d{key:x}" for key, number in frequency.items() if number > 1]
    lexemes += [f"s{key:x}:{place}" for place, key in enumerate(found.surface[:LAST_PLACE], 1)]
    lexemes += [f"s{facet_key(facet):x}" for facet in facets]
    lexemes += [_block(key)] if key is not None else []
    return " ".join(lexemes)


def add(rows: list[Row]) -> None:
    """The vector is written with the entry."""


def remove(rows: list[Row]) -> None:
    """The vector goes with the entry."""


def candidates(plan: Plan) -> list[int]:
    """Ids of the likeliest entries, best first: the best sign of each word, added up over words."""
    entry = Entry._meta.db_table
    first, last = _newest(plan.newest) if plan.newest else (0, 0)
    signs = list(_signs(plan, _blocks(first, last)))
    values = ", ".join(["(%s, %s::tsquery, %s::real)"] * len(signs))
    statement = f"""
        WITH sign (word, query, weight) AS (VALUES {values}),
             hit AS (SELECT {entry}.id, MAX(sign.weight) AS weight
                       FROM sign JOIN {entry} ON {entry}.vector @@ sign.query AND {entry}.id > %s
                      WHERE {plan.condition} GROUP BY {entry}.id, sign.word)
        SELECT id FROM hit GROUP BY id ORDER BY SUM(weight) DESC, id DESC LIMIT %s
    """  # noqa: S608 - names are ours, values are parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for sign in signs for value in sign), first, *plan.parameters, plan.most])
        return [pk for (pk,) in cursor.fetchall()]


def _newest(share: float) -> tuple[int, int]:
    """The id after which about this share of the entries stands, and the last one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(id), MAX(id) FROM {Entry._meta.db_table}")  # noqa: S608
        first, last = cursor.fetchone()
    return (int(last - (last - first) * share), last) if last else (0, 0)


def _blocks(first: int, last: int) -> str:
    """The blocks of the newest entries; so many that the index is read nearly whole anyway are not named."""
    numbers = range(first // BLOCK, last // BLOCK + 1)
    return f"({' | '.join(_block(number * BLOCK) for number in numbers)})" if first and len(numbers) <= BLOCKS else ""


def _block(key: int) -> str:
    return f"b{key // BLOCK:x}"


def _signs(plan: Plan, blocks: str) -> Iterator[tuple[int, str, float]]:
    """Which word, the query that shows it, and how much that weighs."""
    must = ["(" + " <-> ".join(f"s{key:x}" for key in phrase) + ")" for phrase in plan.phrases]
    must += [f"s{facet_key(facet):x}" for facet in plan.facets]
    must += [blocks] if blocks else []
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
