from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ognisko.text.working_days import (
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
    working_hours_between,
)

WARSAW = ZoneInfo("Europe/Warsaw")
FREE = {
    date(2026, 11, 11),
    date(2026, 12, 24),
    date(2026, 12, 25),
    date(2026, 12, 26),
    date(2027, 1, 1),
    date(2027, 1, 6),
}


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WARSAW)


def test_weekends_and_holidays_are_free() -> None:
    days = [date(2026, 12, 21) + timedelta(days=n) for n in range(8)]
    assert [is_working_day(day, FREE) for day in days] == [True, True, True, False, False, False, False, True]


def test_a_moment_is_judged_by_its_day() -> None:
    assert not is_working_day(at(11, 9), FREE)
    assert add_working_days(at(10, 9), 1, FREE) == date(2026, 11, 12)


def test_christmas_is_stepped_over() -> None:
    assert next_working_day(date(2026, 12, 23), FREE) == date(2026, 12, 28)
    assert next_working_day(date(2026, 12, 24), FREE) == date(2026, 12, 28)
    assert add_working_days(date(2026, 12, 23), 2, FREE) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 28), -1, FREE) == date(2026, 12, 23)
    assert add_working_days(date(2026, 12, 24), 0, FREE) == date(2026, 12, 24)
    assert add_working_days(date(2026, 12, 31), 3, FREE) == date(2027, 1, 7)


def test_working_days_are_counted_after_the_first_day() -> None:
    assert working_days_between(date(2026, 12, 23), date(2026, 12, 29), FREE) == 2
    assert working_days_between(date(2026, 12, 29), date(2026, 12, 23), FREE) == 0


@pytest.mark.parametrize(
    ("asked", "answered", "hours"),
    [
        (at(6, 15, 30), at(9, 9, 30), 2.0),
        (at(10, 15), at(12, 9), 2.0),
        (at(9, 8), at(9, 16), 8.0),
        (at(9, 6), at(9, 20), 8.0),
        (at(9, 10), at(9, 10, 45), 0.75),
        (at(7, 10), at(8, 12), 0.0),
        (at(9, 17), at(10, 7), 0.0),
        (at(9, 12), at(9, 11), 0.0),
        (at(23, 15, month=12), at(28, 9, month=12), 2.0),
        (datetime(2026, 11, 9, 7, 0, tzinfo=UTC), datetime(2026, 11, 9, 9, 30, tzinfo=UTC), 2.5),
    ],
)
def test_only_office_hours_count(asked: datetime, answered: datetime, hours: float) -> None:
    assert working_hours_between(asked, answered, FREE) == hours


def test_a_change_of_clocks_over_a_weekend_moves_nothing() -> None:
    assert working_hours_between(at(23, 15, month=10), at(26, 9, month=10), FREE) == 2.0
    assert working_hours_between(at(27, 15, month=3), at(30, 9, month=3), FREE) == 2.0


def test_an_office_open_by_night_works_the_hours_that_pass() -> None:
    sunday_shift = {"holidays": set(), "start": time(0), "end": time(8), "tz": ZoneInfo("Africa/Cairo")}
    friday = date(2026, 4, 24)  # Egypt moves its clocks on a Friday, at midnight
    begin = datetime.combine(friday, time(0), ZoneInfo("Africa/Cairo")) - timedelta(hours=6)
    assert working_hours_between(begin, begin + timedelta(hours=20), **sunday_shift) == 7.0


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        working_hours_between(datetime(2026, 11, 9, 8, 0), at(9, 9), FREE)
