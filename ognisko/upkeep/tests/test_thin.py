"""Old backups go: a day each, a week each, and none that is older than the law lets it be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ognisko.upkeep.thinning import OLDEST, Rule, made_at, not_kept, thin

NOW = datetime(2026, 11, 24, 2, 10, 30, tzinfo=UTC)


def name(moment: datetime) -> str:
    return f"ognisko-{moment:%Y%m%dT%H%M%SZ}.backup.age"


def nights(count: int) -> list[str]:
    return [name(NOW - timedelta(days=days)) for days in range(count)]


def left_of(names: list[str], rule: Rule = Rule()) -> list[str]:  # noqa: B008
    gone = not_kept(names, rule, NOW)
    return [one for one in names if one not in gone]


def test_after_a_year_of_nights_a_week_of_days_and_four_weeks_are_left():
    left = left_of(nights(365))
    ages = [(NOW - made_at(one)).days for one in left]
    assert ages == [0, 1, 2, 3, 4, 5, 6, 9, 16]


def test_kept_night_after_night_it_comes_to_the_same():
    kept: list[str] = []
    for night in range(120):
        now = NOW - timedelta(days=119 - night)
        kept.append(name(now))
        gone = set(not_kept(kept, Rule(), now))
        kept = [one for one in kept if one not in gone]
    assert sorted(kept, reverse=True) == left_of(nights(120))


def test_several_of_the_last_day_stay_all():
    several = [name(NOW - timedelta(hours=hours)) for hours in (0, 3, 9, 23)]
    assert left_of(several, Rule(daily=1, weekly=0)) == several


def test_the_newest_stays_however_old_it_is():
    old = [name(NOW - timedelta(days=days)) for days in (90, 91)]
    assert left_of(old) == old[:1]


def test_what_is_not_ours_is_never_touched(tmp_path):
    kept = ["notes.txt", "ognisko-2020.backup", "ognisko-20200101T000000Z.backup.old", "photo.backup"]
    for one in [*kept, *nights(60), name(NOW - timedelta(days=3)) + ".part"]:
        (tmp_path / one).write_text("x")
    gone = thin(tmp_path, Rule(daily=2, weekly=1), NOW)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == sorted([*kept, *nights(2)])
    assert sorted(gone) == sorted(nights(60)[2:])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 24 * 400), unique=True), st.integers(1, 35), st.integers(0, 4))
def test_none_older_than_thirty_five_days_stays_but_the_newest(hours, daily, weekly):
    names = [name(NOW - timedelta(hours=hour)) for hour in hours]
    left = left_of(names, Rule(daily, weekly))
    newest = max(names, default=None)
    assert all(made_at(one) > NOW - OLDEST or one == newest for one in left)
    assert newest is None or newest in left


@pytest.mark.parametrize("foreign", ["", "ognisko.backup", "ognisko-20261124T021030Z.backup.gz"])
def test_a_foreign_name_has_no_time(foreign):
    assert made_at(foreign) is None
