"""Statements written with the ORM, compiled once, and run again with other values.

Making SQL from a queryset costs several times more than running it (about 1 ms against 0.2 ms for a page of posts), so
the few statements of the pages that are read most are kept ready. What may be asked stays an ordinary queryset, written
where it is used; values are bound by the database driver, as always.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import AutoField, Field, Model, QuerySet
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery

# Values that stand for the later ones while a statement is compiled: inside the range of every column, and never meant.
FIRST_NUMBER = 2_147_000_001
FIRST_MOMENT = datetime(1907, 3, 1, 4, 5, 6, 789, tzinfo=UTC)

Value = int | str | datetime


class Many(NamedTuple):
    """The kind of a value that is a list of at most so many ids; shorter ones are filled up with 0, nobody's id.

    A longer list is asked piece by piece, so the query must give the same rows for a list as for its pieces in turn.
    """

    most: int


class Bind(NamedTuple):
    name: str


class Ready(NamedTuple):
    sql: str
    params: list[Any]  # a constant of the statement, or Bind
    converters: dict[int, Any]

    def bound(self, given: dict[str, Any]) -> list[Any]:
        return [given[param.name] if isinstance(param, Bind) else param for param in self.params]


class Prepared:
    """`Prepared(make, thread=int, since=datetime)` is called with these values and gives rows as tuples.

    `make` returns a `values_list` and must use each value as it is, without arithmetic on it.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], **kinds: type | Many) -> None:
        self.make, self.kinds = make, kinds
        self.ready: dict[str, Ready] = {}

    def __call__(self, **values: Value | Sequence[int]) -> list[tuple[Any, ...]]:
        ready = self.ready.get(connection.vendor) or self._compile()
        found: list[tuple[Any, ...]] = []
        for given in self._pieces(values):
            with connection.cursor() as cursor:
                cursor.execute(ready.sql, ready.bound(given))
                found += cursor.fetchall()
        return list(_converted(found, ready.converters)) if ready.converters else found

    def _pieces(self, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What is bound, each value of a list under a name of its own."""
        lists = {name: kind.most for name, kind in self.kinds.items() if isinstance(kind, Many)}
        given = {name: _adapted(value) for name, value in values.items() if name not in lists}
        if not lists:
            yield given
        for name, most in lists.items():
            ids = list(values[name])
            for start in range(0, len(ids), most):
                piece = [*ids[start : start + most], *([0] * most)]
                yield given | {f"{name}{place}": piece[place] for place in range(most)}

    def _compile(self) -> Ready:
        marks = _marks(self.kinds)
        compiler = self.make(**marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        self.ready[connection.vendor] = Ready(sql, _binds(params, marks), compiler.get_converters(columns))
        return self.ready[connection.vendor]


class PreparedChange:
    """`PreparedChange(make, post=int, at=datetime)` changes the rows of a queryset, and tells how many they were.

    `make` returns the queryset and what its columns become, or nothing of them where the rows are deleted. Rows that
    others refer to are not for this: the database alone decides what becomes of those.
    """

    def __init__(self, make: Callable[..., tuple[QuerySet[Any, Any], dict[str, Any] | None]], **kinds: type) -> None:
        self.make, self.kinds = make, kinds
        self.ready: dict[str, Ready] = {}

    def __call__(self, **values: Value) -> int:
        ready = self.ready.get(connection.vendor) or self._compile()
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, ready.bound({name: _adapted(value) for name, value in values.items()}))
            return cursor.rowcount

    def _compile(self) -> Ready:
        marks = _marks(self.kinds)
        rows, becomes = self.make(**marks)
        query: Any
        if becomes is None:
            query = rows.query.chain(DeleteQuery)
        else:
            query = rows.query.chain(UpdateQuery)
            query.add_update_values(becomes)
        sql, params = query.get_compiler(connection=connection).as_sql()
        self.ready[connection.vendor] = Ready(sql, _binds(params, marks), {})
        return self.ready[connection.vendor]


_inserts: dict[tuple[str, type[Model], bool], tuple[str, list["Field[Any, Any]"], bool]] = {}


def insert(thing: Model) -> None:
    """Write a new row as `save` would, without the signals, which nothing here listens to."""
    model = type(thing)
    known = _inserts.get((connection.vendor, model, thing.pk is None))
    sql, fields, gives_key = known or _compile_insert(thing)
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(field.pre_save(thing, True), connection) for field in fields])
        if gives_key:
            thing.pk = cursor.fetchone()[0]
    thing._state.adding, thing._state.db = False, connection.alias


def _compile_insert(thing: Model) -> tuple[str, list["Field[Any, Any]"], bool]:
    model = type(thing)
    key = model._meta.pk
    gives_key = isinstance(key, AutoField) and thing.pk is None
    fields = [field for field in model._meta.concrete_fields if field is not key or not gives_key]
    query = InsertQuery(model)
    query.insert_values(fields, [thing])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [key] if gives_key else None
    ((sql, params),) = compiler.as_sql()
    assert len(params) == len(fields), f"{model.__name__} has a value that is more than a parameter"
    return _inserts.setdefault((connection.vendor, model, thing.pk is None), (sql, fields, gives_key))


def _marks(kinds: dict[str, Any]) -> dict[str, Any]:
    return {name: _mark(kind, 1000 * place) for place, (name, kind) in enumerate(kinds.items())}


def _mark(kind: type | Many, place: int) -> Any:
    if isinstance(kind, Many):
        return [FIRST_NUMBER + place + one for one in range(kind.most)]
    if kind is str:
        return f"\ue000{place}"  # a letter of nobody's alphabet
    return FIRST_MOMENT + timedelta(seconds=place) if kind is datetime else FIRST_NUMBER + place


def _binds(params: Sequence[Any], marks: dict[str, Any]) -> list[Any]:
    """The parameters of a compiled statement, each mark in them as the name of its value."""
    binds = {_adapted(one): Bind(name) for name, one in _each(marks)}
    bound = [binds.get(param, param) if isinstance(param, int | str | datetime) else param for param in params]
    missing = {bind.name for bind in binds.values()} - {param.name for param in bound if isinstance(param, Bind)}
    assert not missing, f"not used as they are: {missing}"
    return bound


def _each(marks: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    for name, mark in marks.items():
        if isinstance(mark, list):
            yield from ((f"{name}{place}", one) for place, one in enumerate(mark))
        else:
            yield name, mark


def _adapted(value: Any) -> Any:
    """As the driver gets it: SQLite keeps moments as text."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _converted(rows: list[tuple[Any, ...]], converters: dict[int, Any]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place, (steps, expression) in converters.items():
            for step in steps:
                values[place] = step(values[place], expression, connection)
        yield tuple(values)
