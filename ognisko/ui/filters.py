"""What templates may do with a value: dates, numbers and typography in the language of the page."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ognisko.text import polish


def language() -> str:
    return "en" if (get_language() or "pl").startswith("en") else "pl"


def asset(name: str) -> str:
    """The address of a built file; before `ognisko assets` has run, the one it will have without its hash."""
    try:
        return _hashed(name)
    except ValueError:
        return f"{settings.STATIC_URL}{name}"


@lru_cache(maxsize=256)
def _hashed(name: str) -> str:
    """Asked a dozen times for a page, and the same as long as we run."""
    return staticfiles_storage.url(name)


def typo(value: object) -> SafeString:
    """A text with the typography of the page's language, escaped once."""
    return typeset(str(value), language())


@lru_cache(maxsize=4096)
def typeset(text: str, language: str) -> SafeString:
    """Kept, since names and topics come on many pages and each setting is a dozen regular expressions."""
    set_ = polish.typography(text) if language == "pl" else polish.typography_en(text)
    return mark_safe(conditional_escape(set_))


def when(moment: datetime) -> str:
    """How long ago in the words people use: today, 8:15; on Friday; 24 November."""
    return polish.relative_day(timezone.localtime(moment), timezone.localtime(), language())


def exact(moment: datetime) -> str:
    """The day and the time to the second, for logs: 24.11.2026 14:05:33."""
    form = "%d.%m.%Y %H:%M:%S" if language() == "pl" else "%Y-%m-%d %H:%M:%S"
    return timezone.localtime(moment).strftime(form)


def long_date(moment: date | datetime) -> str:
    return polish.long_date(timezone.localtime(moment) if isinstance(moment, datetime) else moment, language())


def weekday_date(day: date) -> str:
    return polish.weekday_date(day, language())


def number(value: float) -> str:
    return polish.number(value, language())


def hinges(topic: str) -> SafeString:
    """The topic sentence with its hinges (Pomagamy … gdy … żeby …) set in italic."""
    return hinged(topic, language())


@lru_cache(maxsize=1024)
def hinged(topic: str, language: str) -> SafeString:
    pieces = [(typeset(text, language), is_hinge) for text, is_hinge in polish.hinges(topic)]
    return mark_safe("".join(f"<i>{text}</i>" if is_hinge else text for text, is_hinge in pieces))


FILTERS: dict[str, Callable[..., Any]] = {
    "typo": typo,
    "when": when,
    "exact": exact,
    "long_date": long_date,
    "weekday_date": weekday_date,
    "number": number,
    "hinges": hinges,
}
