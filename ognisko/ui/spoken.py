"""What templates say in the reader's language, set as a careful typesetter would: no one-letter word ends a line."""

import re
from functools import lru_cache

from django.utils import translation

from ognisko.text import polish
from ognisko.ui.filters import language

_COUNTED = re.compile(r"(%\((?:num|count|number)\)[ds]) ")


def gettext(message: str) -> str:
    return _said(message, translation.get_language())


@lru_cache(maxsize=8192)
def _said(message: str, language: str | None) -> str:
    """The words of a catalogue are few and never change while we run, so each is looked up and set once a language."""
    return _set(translation.gettext(message))


def ngettext(singular: str, plural: str, number: int) -> str:
    return _set(translation.ngettext(singular, plural, number))


def pgettext(context: str, message: str) -> str:
    return _set(translation.pgettext(context, message))


def npgettext(context: str, singular: str, plural: str, number: int) -> str:
    return _set(translation.npgettext(context, singular, plural, number))


def _set(text: str) -> str:
    return _set_in_polish(text) if language() == "pl" else text


@lru_cache(maxsize=4096)
def _set_in_polish(text: str) -> str:
    bound = _COUNTED.sub("\\1\u00a0", text)
    return polish.typography_html(bound, "pl") if "<" in bound else polish.typography(bound)
