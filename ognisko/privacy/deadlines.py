"""Deadlines of requests about personal data: art. 12(3) of the GDPR, counted by Regulation (EEC) 1182/71.

A month that begins with an event ends on the day of the same number a month later, or on the last day of a shorter
month; when that day is a Saturday, a Sunday or a public holiday, on the next working day (art. 3 of the Regulation).
"""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from ognisko.text.working_days import is_working_day, next_working_day

MONTHS, MONTHS_EXTENDED = 1, 3


def due(received: date, free: AbstractSet[date], *, months: int = MONTHS) -> date:
    last = months_after(received, months)
    return last if is_working_day(last, free) else next_working_day(last, free)


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def days_of_reminders(due_on: date) -> list[date]:
    """A week before, two days before, and on the day itself."""
    return [due_on - timedelta(days=days) for days in (7, 2, 0)]
