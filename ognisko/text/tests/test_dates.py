from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ognisko.text.polish import (
    date_range,
    date_time,
    day_and_month,
    long_date,
    relative_day,
    short_date,
    time_range,
    weekday_date,
)

WARSAW = ZoneInfo("Europe/Warsaw")
DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=WARSAW)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_date_is_written_in_each_language() -> None:
    assert long_date(DAY, "pl") == "24\u00a0listopada 2026\u00a0r."
    assert long_date(DAY, "en") == "24\u00a0November 2026"
    assert short_date(date(2026, 3, 5), "pl") == "05.03.2026"
    assert plain(short_date(date(2026, 3, 5), "en")) == "5 Mar 2026"
    assert plain(day_and_month(DAY, "pl")) == "24 listopada"


def test_a_moment_tells_its_hour_on_a_24_hour_clock() -> None:
    moment = datetime(2026, 11, 24, 14, 30, tzinfo=WARSAW)
    assert plain(date_time(moment, "pl")) == "24 listopada 2026 r., godz. 14:30"
    assert plain(date_time(moment, "en")) == "24 November 2026, 14:30"
    assert plain(weekday_date(moment, "pl")) == "wtorek, 24 listopada 2026 r., godz. 14:30"
    assert plain(weekday_date(DAY, "pl")) == "wtorek, 24 listopada 2026 r."
    assert plain(weekday_date(DAY, "en")) == "Tuesday, 24 November 2026"


def test_months_are_in_the_genitive() -> None:
    months = [plain(day_and_month(date(2026, month, 1), "pl")) for month in range(1, 13)]
    assert " ".join(months) == (
        "1 stycznia 1 lutego 1 marca 1 kwietnia 1 maja 1 czerwca "
        "1 lipca 1 sierpnia 1 września 1 października 1 listopada 1 grudnia"
    )


@pytest.mark.parametrize(
    ("last", "polish", "english"),
    [
        (date(2026, 11, 24), "24 listopada 2026 r.", "24 November 2026"),
        (date(2026, 11, 26), "24–26 listopada 2026 r.", "24–26 November 2026"),
        (date(2026, 12, 2), "24 listopada – 2 grudnia 2026 r.", "24 November – 2 December 2026"),
        (date(2027, 1, 2), "24 listopada 2026 r. – 2 stycznia 2027 r.", "24 November 2026 – 2 January 2027"),
    ],
)
def test_a_range_says_nothing_twice(last: date, polish: str, english: str) -> None:
    assert plain(date_range(DAY, last, "pl")) == polish
    assert plain(date_range(DAY, last, "en")) == english


def test_hours_of_a_meeting_stand_together() -> None:
    assert time_range(datetime(2026, 11, 24, 9, 0), datetime(2026, 11, 24, 10, 30)) == "9:00–10:30"


@pytest.mark.parametrize(
    ("moment", "polish", "english"),
    [
        (datetime(2026, 11, 24, 8, 15, tzinfo=WARSAW), "dziś, 8:15", "today, 8:15"),
        (datetime(2026, 11, 24, 8, 5, tzinfo=WARSAW), "dziś, 8:05", "today, 8:05"),
        (datetime(2026, 11, 23, 14, 20, tzinfo=WARSAW), "wczoraj, 14:20", "yesterday, 14:20"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=WARSAW), "jutro, 9:00", "tomorrow, 9:00"),
        (datetime(2026, 11, 20, 9, 0, tzinfo=WARSAW), "w piątek", "on Friday"),
        (datetime(2026, 11, 18, 9, 0, tzinfo=WARSAW), "w środę", "on Wednesday"),
        (datetime(2026, 12, 1, 9, 0, tzinfo=WARSAW), "1 grudnia", "1 December"),
        (datetime(2026, 11, 17, 9, 0, tzinfo=WARSAW), "17 listopada", "17 November"),
        (datetime(2025, 11, 24, 9, 0, tzinfo=WARSAW), "24 listopada 2025 r.", "24 November 2025"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "dziś, 0:30", "today, 0:30"),
    ],
)
def test_a_moment_is_named_as_people_name_it(moment: datetime, polish: str, english: str) -> None:
    assert plain(relative_day(moment, NOW, "pl")) == polish
    assert plain(relative_day(moment, NOW, "en")) == english


def test_tuesday_has_its_own_preposition() -> None:
    thursday = datetime(2026, 11, 26, 12, 0, tzinfo=WARSAW)
    assert relative_day(NOW, thursday, "pl") == "we\u00a0wtorek"


def test_yesterday_is_yesterday_across_a_change_of_year() -> None:
    new_year = datetime(2027, 1, 1, 9, 0, tzinfo=WARSAW)
    assert relative_day(datetime(2026, 12, 31, 22, 0, tzinfo=WARSAW), new_year, "pl") == "wczoraj, 22:00"
