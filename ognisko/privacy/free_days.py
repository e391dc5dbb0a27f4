"""Public holidays around a day, with those of the office where it keeps its own."""

from datetime import date

import holidays


def free_days(around: date) -> frozenset[date]:
    """Of the year of the day and the next one: no deadline of ours is further away."""
    return frozenset(holidays.country_holidays("PL", years=(around.year, around.year + 1)))
