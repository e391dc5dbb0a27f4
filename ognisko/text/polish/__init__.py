"""Polish as it is written: typography, dates, numbers, order of letters; with the English counterparts of each."""

from ognisko.text.polish.dates import (
    clock,
    date_range,
    date_time,
    day_and_month,
    long_date,
    relative_day,
    short_date,
    time_range,
    weekday_date,
)
from ognisko.text.polish.letters import fold, slugify, sort_key
from ognisko.text.polish.markup import typography_html
from ognisko.text.polish.numbers import number, percent, plural, plural_index
from ognisko.text.polish.topic import hinges
from ognisko.text.polish.typography import typography, typography_en

__all__ = [
    "clock",
    "date_range",
    "date_time",
    "day_and_month",
    "fold",
    "hinges",
    "long_date",
    "number",
    "percent",
    "plural",
    "plural_index",
    "relative_day",
    "short_date",
    "slugify",
    "sort_key",
    "time_range",
    "typography",
    "typography_en",
    "typography_html",
    "weekday_date",
]
