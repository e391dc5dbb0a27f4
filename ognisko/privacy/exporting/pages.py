"""The readable half: pages of a few hundred rows each, in the person's language, with words instead of columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ognisko.personal import Held
from ognisko.privacy.exporting.words import WORDS
from ognisko.text.polish import date_time, long_date, slugify
from ognisko.ui.filters import language

ON_A_PAGE = 500
LONG = 120  # characters: from here on a value stands as a text of its own
HIDDEN, TEXTS = {"id", "pk"}, {"text"}


@dataclass(frozen=True)
class Said:
    """One row as it is read: short facts beside each other, long texts below."""

    facts: list[tuple[str, str]]
    texts: list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    file: str
    label: str
    number: int
    of: int
    rows: list[Said] = field(default_factory=list)
    before: str = ""
    after: str = ""


def pages(held: Held, rows: Iterator[dict[str, Any]], count: int) -> Iterator[Page]:
    total = max(1, -(-count // ON_A_PAGE))
    stem = slugify(label_of(held)) or held.model._meta.model_name or "x"
    names = [f"html/{stem}.html" if number == 1 else f"html/{stem}-{number}.html" for number in range(1, total + 1)]
    for number, name in enumerate(names, start=1):
        yield Page(
            file=name,
            label=label_of(held),
            number=number,
            of=total,
            rows=[_said(held, row) for row in islice(rows, ON_A_PAGE)],
            before=_beside(names, number - 2),
            after=_beside(names, number),
        )


def label_of(held: Held) -> str:
    return capfirst(str(held.what))


def _beside(names: list[str], place: int) -> str:
    return names[place].removeprefix("html/") if 0 <= place < len(names) else ""


def _said(held: Held, row: dict[str, Any]) -> Said:
    facts: list[tuple[str, str]] = []
    texts: list[tuple[str, str]] = []
    for name, value in row.items():
        if name in HIDDEN or value is None or value == "" or value == [] or value == {}:
            continue
        words, text = _word(held, name), _value(held, name, value)
        (texts if name in TEXTS or len(text) > LONG or "\n" in text else facts).append((words, text))
    return Said(facts, texts)


def _word(held: Held, name: str) -> str:
    if name in WORDS:
        return capfirst(str(WORDS[name]))
    return capfirst(str(getattr(held.model._meta.get_field(name), "verbose_name", name)))


def _value(held: Held, name: str, value: Any) -> str:
    if isinstance(value, dict) and value.keys() == {"id", "name"}:
        return value["name"] or f"{value['id']}"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and (moment := _moment(value)):
        return moment
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {inner}" for key, inner in value.items())
    choices = dict(getattr(held.model._meta.get_field(name), "flatchoices", ()) or ())
    return str(choices.get(value, value))


def _moment(value: str) -> str:
    """Only what was written by `isoformat`; a sentence that happens to be a date stays itself."""
    if len(value) == 10 and value[4] == "-" and (day := _parsed(parse_date, value)):
        return long_date(day, language())
    if len(value) >= 19 and value[10] == "T" and (moment := _parsed(parse_datetime, value)):
        return date_time(timezone.localtime(moment) if timezone.is_aware(moment) else moment, language())
    return ""


def _parsed(parse: Any, value: str) -> datetime | Any | None:
    try:
        return parse(value)
    except ValueError:
        return None
