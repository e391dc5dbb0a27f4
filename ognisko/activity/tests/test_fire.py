from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ognisko.activity.firing import Clock, forget_firings
from ognisko.activity.models import Firing
from ognisko.activity.timing import Scheduled, daily, every
from ognisko.schedule import SCHEDULE

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 16:00 in Warsaw
fired: list[datetime] = []
failing: list[bool] = []


def note() -> None:
    fired.append(datetime.now(UTC))
    if failing:
        raise OSError("the disk is full")


SCHEDULED = [Scheduled("tests.note", every(minutes=60), f"{__name__}.note")]


@pytest.fixture
def clock():
    fired.clear()
    failing.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize(
    ("when", "now", "last"),
    [
        (every(minutes=15), "2026-11-24T15:07:09+00:00", "2026-11-24T15:00:00+00:00"),
        (every(minutes=60), "2026-11-24T15:00:00+00:00", "2026-11-24T15:00:00+00:00"),
        (daily(3, 30), "2026-11-24T15:00:00+00:00", "2026-11-24T02:30:00+00:00"),
        (daily(3, 30), "2026-11-24T02:29:59+00:00", "2026-11-23T02:30:00+00:00"),
        (daily(3, 30), "2026-07-01T15:00:00+00:00", "2026-07-01T01:30:00+00:00"),  # summer time
        (daily(2, 30), "2026-03-29T15:00:00+00:00", "2026-03-29T01:30:00+00:00"),  # the hour that is not there
        (daily(2, 30), "2026-10-25T15:00:00+00:00", "2026-10-25T00:30:00+00:00"),  # the hour that comes twice
    ],
)
def test_the_last_time_by_a_rule(when, now, last):
    assert when(datetime.fromisoformat(now)) == datetime.fromisoformat(last)


@pytest.mark.django_db
def test_two_nodes_fire_once(clock):
    one, two = Clock(SCHEDULED), Clock(SCHEDULED)
    assert (one.fire("a"), two.fire("b"), one.fire("a")) == (1, 0, 0)
    assert fired == [NOW]
    clock.shift(timedelta(hours=1))
    assert (two.fire("b"), one.fire("a")) == (1, 0)
    assert fired == [NOW, NOW + timedelta(hours=1)]


@pytest.mark.django_db
def test_after_a_long_pause_only_the_last_time_counts(clock):
    ours = Clock(SCHEDULED)
    ours.fire("a")
    clock.shift(timedelta(days=7))
    assert ours.fire("a") == 1
    assert len(fired) == 2


@pytest.mark.django_db
def test_between_times_the_database_is_not_asked(clock, django_assert_num_queries):
    ours = Clock(SCHEDULED)
    ours.fire("a")
    clock.shift(timedelta(seconds=30))
    with django_assert_num_queries(0):
        ours.fire("a")


@pytest.mark.django_db
def test_what_failed_is_tried_again_later_and_its_error_is_kept(clock):
    failing.append(True)
    ours = Clock(SCHEDULED)
    assert ours.fire("a") == 0
    assert Firing.objects.get().last_error == "OSError: the disk is full"
    failing.clear()
    clock.shift(timedelta(minutes=3))
    assert ours.fire("a") == 1
    assert len(fired) == 2


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_done_by_another(clock):
    Firing.objects.create(
        name="tests.note", due_at=NOW, claimed_by="dead", claimed_until=NOW + timedelta(minutes=30), attempts=1
    )
    ours = Clock(SCHEDULED)
    assert ours.fire("a") == 0
    clock.shift(timedelta(minutes=31))
    assert ours.fire("a") == 1


@pytest.mark.django_db
def test_old_firings_are_forgotten(clock):
    Clock(SCHEDULED).fire("a")
    clock.shift(timedelta(days=31))
    forget_firings()
    assert list(Firing.objects.all()) == []


@pytest.mark.django_db
def test_everything_in_the_schedule_can_be_done(clock):
    assert Clock(SCHEDULE).fire("a") == len(SCHEDULE)
    assert len({entry.name for entry in SCHEDULE}) == len(SCHEDULE)
