"""How long things may wait: the office steps in after two working days, an appeal has its days on both sides."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ognisko.office.free_days import free_days
from ognisko.text.working_days import add_working_days

WORKING_DAYS_FOR_COMMUNITY = 2
DAYS_TO_APPEAL = 14
DAYS_TO_DECIDE = 7
LONGEST_PAUSE = 30


def office_steps_in(made_at: datetime) -> datetime:
    """The end of the second working day after the day of the report."""
    day = timezone.localtime(made_at).date()
    last = add_working_days(day, WORKING_DAYS_FOR_COMMUNITY, free_days(day.year, day.year + 1))
    return end_of(last)


def appeal_until(decided_at: datetime) -> datetime:
    return end_of(timezone.localtime(decided_at).date() + timedelta(days=DAYS_TO_APPEAL))


def decide_by(made_at: datetime) -> datetime:
    return end_of(timezone.localtime(made_at).date() + timedelta(days=DAYS_TO_DECIDE))


def pause_until(begun_at: datetime, days: int) -> datetime:
    """The end of the last of so many days; the day of the decision is none of them."""
    return end_of(timezone.localtime(begun_at).date() + timedelta(days=days))


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
