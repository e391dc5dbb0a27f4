"""On which days nobody works: public holidays of Poland, and days that this office chose."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from django.utils import timezone

from ognisko.later import part_of
from ognisko.office.models import FreeDay

YEARS_AHEAD = 10


def free_days(*years: int) -> frozenset[date]:
    """For `text.working_days`: the free days of these years, or of the last, this and the next two. One query."""
    wanted = years or _years_around(timezone.localdate())
    chosen = FreeDay.objects.filter(day__year__gte=min(wanted), day__year__lte=max(wanted))
    return frozenset(public_holidays(wanted)) | frozenset(chosen.values_list("day", flat=True))


def public_holidays(years: Iterable[int], *, language: str = "pl") -> dict[date, str]:
    return {day: name for year in years for day, name in _of_year(year, language)}


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def latest_day() -> date:
    return timezone.localdate() + timedelta(days=366 * YEARS_AHEAD)


@lru_cache(maxsize=100)
def _of_year(year: int, language: str) -> tuple[tuple[date, str], ...]:
    words = {"pl": "pl", "en": "en_US"}[language]
    found = part_of("holidays.countries", "poland").Poland(years=year, language=words)
    return tuple(sorted(found.items()))


def _years_around(today: date) -> tuple[int, ...]:
    return tuple(range(today.year - 1, today.year + 3))
