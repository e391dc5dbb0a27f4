"""Public holidays around a day, with those of the office where it keeps its own."""

from datetime import date

from ognisko.office import free_days as of_office


def free_days(around: date) -> frozenset[date]:
    """Of the year of the day and the next one: no deadline of ours is further away."""
    return of_office.free_days(around.year, around.year + 1)
