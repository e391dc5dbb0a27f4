"""The named world is built once into the test database and is there for every test; each test undoes what it did."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from ognisko import testing
from ognisko.audit.migrations import _append_only_rule
from ognisko.communities.coverage import forget_coverage
from ognisko.office import public_face
from ognisko.people.models import Person

ROOT = Path(__file__).parent
REAL_DATA = Path(os.environ.get("OGNISKO_REAL_DATA", ROOT.parent / "shared" / "data"))


def pytest_configure() -> None:
    """The tests need no collected files, but the place for them, or the static middleware warns."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _security_log_can_be_emptied() -> Iterator[None]:
    """After a test that commits, Django empties every table; the security log refuses, so its rule rests meanwhile."""
    empty = TransactionTestCase._fixture_teardown

    def rested(self: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            for statement in _append_only_rule.down(connection.vendor):
                cursor.execute(statement)
        empty(self)
        with connection.cursor() as cursor:
            for statement in _append_only_rule.up(connection.vendor):
                cursor.execute(statement)

    TransactionTestCase._fixture_teardown = rested
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True)
def _no_demo(settings) -> None:
    settings.DEMO = False


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    """What is counted for a minute is not known to the next test, whose database is another."""
    forget_coverage()


@pytest.fixture(autouse=True)
def _face_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame of a page asks the database now and then how the office looks: not while queries are counted."""
    monkeypatch.setattr(public_face, "LOOKS_AGAIN_AFTER", float("inf"))
    public_face.keep(public_face.PublicFace(name="Ognisko pokazowe"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        testing.build_world()


@pytest.fixture
def world(db: None) -> testing.World:
    """The cast by handle, communities by slug, threads by title; built anew where a test that commits emptied it."""
    if not Person.objects.exists():
        testing.build_world()
    return testing.find_world()


@pytest.fixture
def frozen() -> Iterator[time_machine.Traveller]:
    """It is Tuesday, 24 November 2026, 16:00 in Warsaw, and stays so."""
    with time_machine.travel(testing.NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def signed_in(world: testing.World) -> Callable[[str], Client]:
    def sign_in(handle: str) -> Client:
        client = Client()
        client.force_login(world.people[handle])
        return client

    return sign_in


@pytest.fixture(scope="session")
def real_data() -> Path:
    if not REAL_DATA.is_dir():
        pytest.skip(f"real data is not here ({REAL_DATA}); OGNISKO_REAL_DATA names its folder")
    return REAL_DATA
