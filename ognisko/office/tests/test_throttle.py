from datetime import timedelta

import pytest
import time_machine
from django.utils import translation

from ognisko.office import throttle
from ognisko.office.models import Throttle
from ognisko.testing import NOW

PACE = throttle.Pace(free=2, first=timedelta(seconds=10), longest=timedelta(minutes=1), rest=timedelta(hours=1))


def test_the_wait_doubles_up_to_the_longest():
    waits = [int(PACE.wait_after(tries).total_seconds()) for tries in range(9)]

    assert waits == [0, 0, 0, 10, 20, 40, 60, 60, 60]
    assert PACE.wait_after(10**6) == timedelta(minutes=1)


def test_a_try_during_the_wait_is_refused_and_not_counted(db):
    with time_machine.travel(NOW, tick=False):
        for _try in range(3):
            throttle.count_try("test", "a", PACE)
        for _try in range(5):
            with pytest.raises(throttle.TooMany) as told:
                throttle.count_try("test", "a", PACE)

    assert told.value.seconds == 10
    assert Throttle.objects.get().tries == 3


def test_each_key_is_counted_by_itself(db):
    for who in "abcdef":
        throttle.count_try("test", who, PACE)
        throttle.count_try("other", who, PACE)
        throttle.count_try("test", who.upper(), PACE)

    assert sorted(Throttle.objects.values_list("tries", flat=True)) == [1] * 6 + [2] * 6


def test_a_success_is_given_back_and_a_rest_forgets(db):
    with time_machine.travel(NOW, tick=False) as clock:
        for _try in range(2):
            throttle.count_try("test", "a", PACE)
        throttle.give_back("test", "a")
        assert Throttle.objects.get().tries == 1
        clock.shift(timedelta(hours=1, seconds=1))
        throttle.count_try("test", "a", PACE)

    assert Throttle.objects.get().tries == 1


def test_old_rows_do_not_pile_up(db):
    with time_machine.travel(NOW, tick=False) as clock:
        for who in range(20):
            throttle.count_try("test", str(who), PACE)
        clock.shift(timedelta(days=1, seconds=1))
        throttle.count_try("test", "new", PACE)

    assert Throttle.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds", "polish", "english"),
    [
        (1, "1 sekundę", "1 second"),
        (22, "22 sekundy", "22 seconds"),
        (59, "59 sekund", "59 seconds"),
        (60, "1 minutę", "1 minute"),
        (61, "2 minuty", "2 minutes"),
        (900, "15 minut", "15 minutes"),
    ],
)
def test_the_wait_is_told_in_words(seconds, polish, english):
    with translation.override("pl"):
        assert throttle.in_words(seconds) == polish
    with translation.override("en"):
        assert throttle.in_words(seconds) == english
