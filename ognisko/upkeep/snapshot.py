"""One moment of the database, read while people write on."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Within it every query sees the same moment, and nobody who writes has to wait.

    On SQLite a reader of the write-ahead log; Django's own transactions would take the lock of writers.
    """
    if connection.in_atomic_block:  # somebody's transaction is a moment already
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                cursor.execute("SELECT count(*) FROM sqlite_master")  # the moment is that of the first look
                yield
            finally:
                cursor.execute("ROLLBACK")
