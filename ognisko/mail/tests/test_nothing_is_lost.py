"""Letters reach a real mail server from real processes, several at a time, and killed at random moments."""

import os
import random
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from ognisko.activity.tests.processes import Job, Nursery, nursery
from ognisko.mail.actions import keep
from ognisko.mail.models import Letter
from ognisko.mail.sending import Postman
from ognisko.mail.tests.sink import Sink, listening_sink

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LONG = pytest.mark.skipif("OGNISKO_LONG_TESTS" not in os.environ, reason="takes minutes: set OGNISKO_LONG_TESTS=1")
SEEDS, LETTERS, KILLS = 50, 8, 2


def make_tick():
    return Postman().send_letters


@dataclass
class Proof:
    sink: Sink
    workers: Nursery


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """In place of pytest-django's own, which would hide all rows from other processes in a transaction."""


@pytest.fixture
def proof(django_db_setup, django_db_blocker) -> Iterator[Proof]:
    """The test's own rows in the real database, seen by all processes, and taken away afterwards."""
    with django_db_blocker.unblock(), listening_sink() as sink:
        job = Job(f"{__name__}.make_tick", {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": sink.port})
        with nursery(job) as workers:
            yield Proof(sink, workers)
        Letter.objects.filter(key__startswith="proof:").delete()


def write_letters(name: str, count: int) -> dict[str, str]:
    """The recorded list: address → Message-ID."""
    addresses = [f"p{number}@{name}.example" for number in range(count)]
    letters = [keep(key=f"proof:{to}", address=to, subject="Próba", text="Treść", html="<p>Treść") for to in addresses]
    return {letter.to_address: letter.message_id for letter in letters}


def all_sent() -> bool:
    return not Letter.objects.waiting().filter(key__startswith="proof:").exists()


def test_two_workers_deliver_every_letter_once(proof):
    written = write_letters("two", 240)
    proof.workers.run(workers=2)
    proof.workers.run_until(all_sent)
    assert sorted((to, str(message["Message-ID"])) for to, message in proof.sink.taken) == sorted(written.items())


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=LONG)])
def test_a_long_queue_is_worked_off_by_one_worker_with_flat_memory(proof, count, settings):
    settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", proof.sink.port
    write_letters(f"many{count}", count)
    proof.sink.is_counting = True
    postman = Postman()
    postman.send_letters("first")
    tracemalloc.start()
    try:
        while postman.send_letters("worker"):
            pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (all_sent(), proof.sink.count) == (True, count)
    assert peak < 4_000_000


def test_a_worker_killed_at_any_moment_loses_no_letter_and_repeats_only_the_one_in_its_hands(proof):
    interrupted = repeated = 0
    for seed in range(SEEDS):
        chance = random.Random(seed)
        written = write_letters(f"seed{seed}", LETTERS)
        proof.sink.taken.clear()
        for _kill in range(KILLS):
            interrupted += proof.workers.kill_somewhere(chance, within=0.08) and not all_sent()
            Letter.objects.waiting().filter(key__startswith="proof:").update(claimed_until="2026-01-01T00:00:00Z")
        proof.workers.run_until(all_sent)
        taken = Counter((to, str(message["Message-ID"])) for to, message in proof.sink.taken)
        assert set(taken) == set(written.items())
        assert taken.total() - LETTERS <= KILLS
        repeated += taken.total() - LETTERS
    assert interrupted > SEEDS // 4
