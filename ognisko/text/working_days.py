"""Working days and working hours. Public holidays are passed in as a set of dates; Saturdays and Sundays are free."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
OPENS = time(8)
CLOSES = time(16)
DAY = timedelta(days=1)


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    return day.weekday() < 5 and _date(day) not in holidays


def next_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1, holidays)


def add_working_days(day: date, count: int, holidays: AbstractSet[date]) -> date:
    """The `count`-th working day after `day`, or before it when negative; the day itself for 0."""
    day, step = _date(day), DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(first: date, last: date, holidays: AbstractSet[date]) -> int:
    """How many working days come after `first` up to and including `last`."""
    return sum(is_working_day(day, holidays) for day in _days(_date(first) + DAY, _date(last)))


def working_hours_between(
    asked: datetime,
    answered: datetime,
    holidays: AbstractSet[date],
    start: time = OPENS,
    end: time = CLOSES,
    tz: tzinfo = WARSAW,
) -> float:
    """Working hours from one moment to a later one, both with a time zone; 0.0 when the second is not later.

    The office opens and closes by the clock in `tz`; a day on which the clocks change counts as it really lasts.
    """
    if asked.tzinfo is None or answered.tzinfo is None:
        raise ValueError("working hours are counted between moments with a time zone")
    days = _days(asked.astimezone(tz).date(), answered.astimezone(tz).date())
    open_for = sum(
        (
            _overlap(asked, answered, datetime.combine(day, start, tz), datetime.combine(day, end, tz))
            for day in days
            if is_working_day(day, holidays)
        ),
        timedelta(),
    )
    return open_for / timedelta(hours=1)


def _overlap(asked: datetime, answered: datetime, opens: datetime, closes: datetime) -> timedelta:
    # Subtracting two moments of one zone ignores a change of clocks between them; in UTC it does not.
    begins = max(asked.astimezone(UTC), opens.astimezone(UTC))
    ends = min(answered.astimezone(UTC), closes.astimezone(UTC))
    return max(ends - begins, timedelta())


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _date(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
