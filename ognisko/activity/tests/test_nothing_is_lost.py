"""Events are told exactly once by real processes, several at a time, and killed at random moments."""

import random
import secrets
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction

from ognisko.activity.log import record
from ognisko.activity.models import Event
from ognisko.activity.telling import tell_events
from ognisko.activity.tests.processes import Job, Nursery, nursery
from ognisko.mail.models import Letter
from ognisko.office.models import Office

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
VERB = "tests.proof"
SEEDS = 50


def make_tick():
    return tell_events


def react(event):
    """Leaves a row of its own at every call, so that a second call would show."""
    Letter.objects.create(key=f"proof:{event.pk}:{secrets.token_hex(8)}", to_address="a@b.example", subject="", text="")


JOB = Job(tick=f"{__name__}.make_tick", verb=VERB, reaction=f"{__name__}.react")


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """In place of pytest-django's own, which would hide all rows from other processes in a transaction."""


@pytest.fixture
def proof(django_db_setup, django_db_blocker) -> Iterator[Nursery]:
    """The test's own rows in the real database, seen by all processes, and taken away afterwards."""
    with django_db_blocker.unblock(), nursery(JOB) as workers:
        yield workers
        Event.objects.filter(verb=VERB).delete()
        Letter.objects.filter(key__startswith="proof:").delete()


def write_events(count: int) -> list[int]:
    office, _is_new = Office.objects.get_or_create(pk=1)
    with transaction.atomic():
        return [record(VERB, by=None, target=office).pk for _number in range(count)]


def reactions() -> Counter:
    keys = Letter.objects.filter(key__startswith="proof:").values_list("key", flat=True)
    return Counter(int(key.split(":")[1]) for key in keys)


def all_told() -> bool:
    return not Event.objects.untold().filter(verb=VERB).exists()


def test_two_workers_tell_every_event_once(proof):
    written = write_events(300)
    proof.run(workers=2)
    proof.run_until(all_told)
    assert reactions() == Counter(written)


def test_a_worker_killed_at_any_moment_loses_no_event_and_tells_none_twice(proof):
    written, interrupted = [], 0
    for seed in range(SEEDS):
        chance = random.Random(seed)
        written += write_events(15)
        was_at_work = proof.kill_somewhere(chance, within=0.06)
        interrupted += was_at_work and not all_told()
        Event.objects.untold().filter(verb=VERB).update(claimed_until="2026-01-01T00:00:00Z")  # the claim runs out
        proof.run_until(all_told)
    assert reactions() == Counter(written)
    assert interrupted > SEEDS // 4
