"""Dates and hours as people read them, in Polish and English, with no-break spaces inside."""

from datetime import date, datetime

_ = "\u00a0"
MONTHS = {
    "pl": [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WEEKDAYS = {
    "pl": ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
ON_WEEKDAY = {
    "pl": [
        f"w{_}poniedziałek",
        f"we{_}wtorek",
        f"w{_}środę",
        f"w{_}czwartek",
        f"w{_}piątek",
        f"w{_}sobotę",
        f"w{_}niedzielę",
    ],
    "en": [f"on{_}{weekday}" for weekday in WEEKDAYS["en"]],
}
NEAR_DAYS = {
    "pl": {-1: "wczoraj", 0: "dziś", 1: "jutro"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


def long_date(day: date, lang: str) -> str:
    """24 listopada 2026 r. · 24 November 2026"""
    return f"{day_and_month(day, lang)} {_year(day, lang)}"


def day_and_month(day: date, lang: str) -> str:
    """24 listopada · 24 November"""
    return f"{day.day}{_}{MONTHS[lang][day.month - 1]}"


def short_date(day: date, lang: str) -> str:
    """24.11.2026 · 24 Nov 2026"""
    if lang == "en":
        return f"{day.day}{_}{MONTHS['en'][day.month - 1][:3]}{_}{day.year}"
    return f"{day.day:02}.{day.month:02}.{day.year}"


def clock(moment: datetime) -> str:
    """8:05"""
    return f"{moment.hour}:{moment.minute:02}"


def date_time(moment: datetime, lang: str) -> str:
    """24 listopada 2026 r., godz. 14:30 · 24 November 2026, 14:30"""
    return f"{long_date(moment, lang)}, {_hour(moment, lang)}"


def weekday_date(day: date, lang: str) -> str:
    """wtorek, 24 listopada 2026 r. · Tuesday, 24 November 2026; a moment also tells its hour."""
    written = f"{WEEKDAYS[lang][day.weekday()]}, {long_date(day, lang)}"
    return f"{written}, {_hour(day, lang)}" if isinstance(day, datetime) else written


def date_range(first: date, last: date, lang: str) -> str:
    """24–26 listopada 2026 r. · 30 listopada – 2 grudnia 2026 r. · 30 grudnia 2026 r. – 2 stycznia 2027 r."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return long_date(first, lang)
    if first.year != last.year:
        return f"{long_date(first, lang)} – {long_date(last, lang)}"
    if first.month != last.month:
        return f"{day_and_month(first, lang)} – {long_date(last, lang)}"
    return f"{first.day}–{long_date(last, lang)}"


def time_range(first: datetime, last: datetime) -> str:
    """9:00–10:30"""
    return f"{clock(first)}–{clock(last)}"


def relative_day(moment: datetime, now: datetime, lang: str) -> str:
    """How people name a moment near now: „dziś, 8:15”, „wczoraj, 14:20”, „w piątek”, „24 listopada”.

    A moment of another year is told with its year. Both moments are read in the time zone of `now`.
    """
    if moment.tzinfo and now.tzinfo:
        moment = moment.astimezone(now.tzinfo)
    days = (moment.date() - now.date()).days
    if near := NEAR_DAYS[lang].get(days):
        return f"{near}, {clock(moment)}"
    if abs(days) < 7:
        return ON_WEEKDAY[lang][moment.weekday()]
    if moment.year == now.year:
        return day_and_month(moment, lang)
    return long_date(moment, lang)


def _year(day: date, lang: str) -> str:
    return str(day.year) if lang == "en" else f"{day.year}{_}r."


def _hour(moment: datetime, lang: str) -> str:
    return clock(moment) if lang == "en" else f"godz.{_}{clock(moment)}"
