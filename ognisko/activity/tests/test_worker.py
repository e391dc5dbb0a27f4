import threading

import pytest
from django.db import OperationalError
from django.test import Client

from ognisko.activity.worker import Worker


def test_a_worker_works_until_there_is_nothing_left(db):
    left = [3, 2, 1]
    Worker([lambda name: left.pop() if left else 0]).run(until_idle=True)
    assert left == []


@pytest.mark.parametrize("fault", [ZeroDivisionError, OperationalError])
def test_a_tick_that_breaks_does_not_stop_the_others(fault):
    done = []

    def broken(name):
        raise fault("broken")

    assert Worker([broken, lambda name: done.append(name) or 1]).turn() == (1, 1)
    assert len(done) == 1


def test_a_worker_finishes_what_is_in_hand_and_stops():
    done = []
    worker = Worker([lambda name: done.append(1) or worker.stopping.set() or 1, lambda name: done.append(2) or 1])
    thread = threading.Thread(target=worker.run)
    thread.start()
    thread.join(timeout=5)
    assert done == [1]


@pytest.mark.django_db
def test_an_installation_with_all_its_tables_is_ready():
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok")
