"""Where a backup is restored to. What is built is not seen until it is whole, and a try that was killed leaves nothing
that is in the way of the next."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from ognisko.upkeep.inspecting import CannotRestore

BESIDE = ("-wal", "-shm", "-journal")
PEOPLE = "people_person"
NOT_EMPTY = "People are in this installation already. A backup is restored only into an empty one: "
RESTORE_LOCK = 0x6F676E69  # any number, the same in every version: one restore at a time into a PostgreSQL database


def refuse_what_is_not_empty(uploads: "Uploads") -> None:
    if PEOPLE in connection.introspection.table_names():
        refuse_people()
    uploads.refuse_what_is_not_empty()


def refuse_people() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {PEOPLE})")  # noqa: S608
        if cursor.fetchone()[0]:
            way = "another OGNISKO_VAR." if connection.vendor == "sqlite" else "another database in DATABASE_URL."
            raise CannotRestore(NOT_EMPTY + way)


def lock_people() -> None:
    """Nobody sets the installation up while we look at it. On SQLite the transaction holds the lock already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {PEOPLE} IN ACCESS EXCLUSIVE MODE")


@contextmanager
def new_database() -> Iterator[None]:
    """Within it Django's connection is that of the place to fill; what was filled counts when it ends well."""
    if connection.vendor == "sqlite":
        with _new_file():
            yield
    else:
        with _only_restore():
            yield


@contextmanager
def _new_file() -> Iterator[None]:
    path = Path(connection.settings_dict["NAME"])
    new = path.with_name(f"{path.name}.restoring")
    _remove(new)
    connection.close()
    connection.settings_dict["NAME"] = new
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _sync(new)
        for suffix in BESIDE:  # a log left by the former file would be read into the new one
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        new.replace(path)
        _sync(path.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = path
        _remove(new)


@contextmanager
def _only_restore() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RESTORE_LOCK])
        if not cursor.fetchone()[0]:
            raise CannotRestore("Another restore into this database is at work. Wait for it, or stop it.")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [RESTORE_LOCK])


class Uploads:
    """Uploaded files and the secret: gathered beside their places, and moved there by renaming when all is done."""

    def __init__(self) -> None:
        self.place = Path(settings.MEDIA_ROOT)
        self.new = self.place.with_name(f"{self.place.name}.restoring")
        self.mark = (
            Path(settings.VAR) / "restoring"
        )  # files in their place with no database yet are those of a dead try
        self.secret: bytes = b""
        self.count = 0

    def refuse_what_is_not_empty(self) -> None:
        if not self.mark.exists() and any(path.is_file() for path in self.place.rglob("*")):
            raise CannotRestore(f"{self.place} holds files already. Move them away, or use another OGNISKO_VAR.")

    def begin(self) -> None:
        shutil.rmtree(self.new, ignore_errors=True)

    def take(self, name: str, pieces: Iterator[bytes]) -> None:
        target = self.new / name
        if not target.resolve().is_relative_to(self.new.resolve()) or target == self.new:
            raise CannotRestore(f"The backup names a file outside of its folder: {name!r}.")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        self.count += 1

    def put_in_place(self) -> None:
        if self.new.exists():
            self.mark.touch()
            shutil.rmtree(self.place, ignore_errors=True)
            self.new.replace(self.place)
        if self.secret and not settings.SECRET_KEY_IS_GIVEN:
            path = Path(settings.VAR) / "secret-key"
            new = path.with_name("secret-key.restoring")
            new.touch(mode=0o600)
            new.write_bytes(self.secret)
            new.replace(path)

    def end(self) -> None:
        self.mark.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for suffix in ("", *BESIDE):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
