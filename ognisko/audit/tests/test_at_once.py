"""Many who write at the same moment, on real connections: one chain, nobody lost, nobody waiting for a long verb."""

import threading

import pytest
from django.db import connection, transaction

from ognisko.audit.chain import link_waiting
from ognisko.audit.log import note
from ognisko.audit.models import Entry
from ognisko.audit.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 6, 12


def side_by_side(*acts):
    faults = []

    def run(act):
        try:
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_many_writers_make_one_chain():
    def write():
        for number in range(EACH):
            with transaction.atomic():
                note("sign_in", number=number)

    side_by_side(*[write] * WRITERS)
    numbers = [entry.number for entry in Entry.objects.chained()]
    assert numbers == list(range(1, WRITERS * EACH + 1))
    assert (Entry.objects.waiting().count(), verify().fault) == (0, "")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite a long transaction is the only writer anyway")
def test_a_long_verb_keeps_nobody_waiting():
    has_noted, may_end = threading.Event(), threading.Event()

    def long_verb():
        with transaction.atomic():
            note("people_imported")
            has_noted.set()
            assert may_end.wait(20)

    def sign_in():
        assert has_noted.wait(20)
        note("sign_in")
        may_end.set()

    side_by_side(long_verb, sign_in)
    assert [entry.event for entry in Entry.objects.chained()] == ["sign_in", "people_imported"]
    assert verify().fault == ""


def test_what_a_process_left_unlinked_is_linked_by_the_next():
    with transaction.atomic():
        Entry.objects.create(event="sign_in")
    assert Entry.objects.waiting().count() == 1
    note("sign_out")
    assert [entry.event for entry in Entry.objects.chained()] == ["sign_in", "sign_out"]
    assert link_waiting() == []
