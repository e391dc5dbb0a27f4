"""SQLite: an FTS5 table of ready keys, written as hexadecimal words, without the texts themselves."""

from typing import Any

from django.db import connection

from ognisko.search.analysis.keys import columns, unpacked
from ognisko.search.engines.plan import Plan, PlannedWord, facet_key
from ognisko.search.models import Entry

Row = tuple[int, bytes, list[str]]

TABLE = "search_index"
CREATE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, text, surface, content='', tokenize='ascii')"
DROP = f"DROP TABLE {TABLE}"

_ADD = f"INSERT INTO {TABLE} (rowid, title, text, surface) VALUES (%s, %s, %s, %s)"  # noqa: S608
# A table without content forgets an entry when it is told exactly what it was given; the packed keys tell that.
_REMOVE = f"INSERT INTO {TABLE} ({TABLE}, rowid, title, text, surface) VALUES ('delete', %s, %s, %s, %s)"  # noqa: S608


def new_keys(number: int) -> list[int | None]:
    """The database gives them."""
    return [None] * number


def vector(data: bytes, facets: list[str], key: int | None) -> str:
    return ""


def add(rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [_values(*row) for row in rows])


def remove(rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_REMOVE, [_values(*row) for row in rows])


def candidates(plan: Plan) -> list[int]:
    """Ids of the likeliest entries, best first. The index leads, and each hit is asked for permission.

    `bm25` counts the whole list of every key before it weighs the first hit. Very common words do without it: those
    that have the words in the title, then the rest, the newest first, and the index is read only as far as needed.
    """
    if not plan.newest:
        return _hits(plan, _match(plan), f"bm25({TABLE}, 4.0, 1.0, 0.3)", plan.most)
    in_title = _hits(plan, _match(plan, in_title=True), f"{TABLE}.rowid DESC", plan.most // 3)
    return list(dict.fromkeys([*in_title, *_hits(plan, _match(plan), f"{TABLE}.rowid DESC", plan.most)]))[: plan.most]


def _hits(plan: Plan, match: str, order: str, most: int) -> list[int]:
    entry = Entry._meta.db_table
    statement = f"""
        SELECT {entry}.id FROM {TABLE} CROSS JOIN {entry} ON {entry}.id = {TABLE}.rowid
         WHERE {TABLE} MATCH %s AND {plan.condition} ORDER BY {order} LIMIT %s
    """  # noqa: S608 - names are ours, values are parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, [match, *plan.parameters, most])
        return [pk for (pk,) in cursor.fetchall()]


def _values(pk: int, data: bytes, facets: list[str]) -> tuple[Any, ...]:
    found = columns(unpacked(data))
    surface = [*found.surface, *map(facet_key, facets)]
    in_title = " ".join(f"t{key:x}" for key in set(found.title))  # found without a look at each place in the texts
    return pk, _hex(found.title), _hex(found.text), f"{_hex(surface)} {in_title}"


def _match(plan: Plan, *, in_title: bool = False) -> str:
    words = (" AND " if plan.needs_all else " OR ").join(_word(word, in_title) for word in plan.words)
    must = [f'surface : "{_hex(phrase)}"' for phrase in plan.phrases]
    must += [f'surface : "{facet_key(facet):x}"' for facet in plan.facets]
    return " AND ".join([f"({words})", *must] if words else must)


def _word(word: PlannedWord, in_title: bool) -> str:
    if in_title:
        return f"({_any((*word.by_lemma, *word.by_prefix), 't')})"
    found = [f"{{title text}} : ({_any((*word.by_lemma, *word.by_prefix))})"]
    if word.by_form:
        found.append(f"surface : ({_any(word.by_form)})")
    return f"({' OR '.join(found)})"


def _any(keys: tuple[int, ...], mark: str = "") -> str:
    return " OR ".join(f'"{mark}{key:x}"' for key in keys)


def _hex(keys: Any) -> str:
    return " ".join(f"{key:x}" for key in keys)
