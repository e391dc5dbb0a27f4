"""When something of the schedule is due: rules → moments. Times of day are those of the installation's clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

HORIZON = timedelta(days=40)  # no rule is rarer
SECOND = timedelta(seconds=1)

When = Callable[[datetime], datetime]  # the last moment due at or before a moment


@dataclass(frozen=True)
class Scheduled:
    """`does` is the dotted name of a function without arguments, so that the schedule imports nobody."""

    name: str
    when: When
    does: str


def every(*, minutes: int) -> When:
    def last(now: datetime) -> datetime:
        return now - timedelta(seconds=now.timestamp() % (60 * minutes))

    return last


def daily(hour: int, minute: int = 0) -> When:
    def last(now: datetime) -> datetime:
        today = timezone.localtime(now).date()
        moment = _at(today, hour, minute)
        return moment if moment <= now else _at(today - timedelta(days=1), hour, minute)

    return last


def next_after(when: When, now: datetime) -> datetime:
    """The first moment after `now` at which a rule is due, found by asking it, to the second."""
    last, early, late = when(now), now, now + HORIZON
    if when(late) == last:
        return late
    while late - early > SECOND / 2:
        middle = early + (late - early) / 2
        early, late = (middle, late) if when(middle) == last else (early, middle)
    return when(late)


def _at(day: date, hour: int, minute: int) -> datetime:
    """In UTC, where every moment is one: times that the change of clocks skips or repeats compare unequal elsewhere."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute))).astimezone(UTC)
