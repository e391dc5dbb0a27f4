"""Addresses of pages that other packages may or may not have yet: a link stands only where its page exists."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@cache
def route(name: str) -> str:
    """The address of a route without parameters, or nothing when no package has such a route."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Link:
    address: str
    words: str | Promise
    current: str = ""  # the value of aria-current: the page itself, or something inside it


HEAD = (  # route, words, and the packages or routes that count as being there
    ("home:my_week", _("My week"), {"home:my_week"}),
    ("communities:directory", _("Communities"), {"communities", "discussions"}),
    ("people:directory", _("People"), {"people:directory", "people:show"}),
)
LONG_PIECE = re.compile(r"/[^/?]{30,}")
STATEMENT = ("office:accessibility", _("Accessibility statement"))  # these two stand on every page, whatever fails
PROBLEM = ("office:report_problem", _("Report an accessibility problem"))
FOOT = (
    STATEMENT,
    PROBLEM,
    ("office:clause", _("What happens with your data")),
    ("office:privacy", _("Privacy and cookies")),
    ("office:about", _("About this place")),
)


def head_links(request: HttpRequest) -> list[Link]:
    """The main navigation, with the place where the person is."""
    here = request.resolver_match
    places = {here.app_name, here.view_name} if here else set()
    return [
        Link(route(name), words, _current(request.path, route(name), bool(inside & places)))
        for name, words, inside in HEAD
        if route(name)
    ]


def foot_links(here: str = "", links: tuple[tuple[str, Promise], ...] = FOOT) -> list[Link]:
    """`here` is the page on which they stand: who reports a problem need not copy its address."""
    language = (get_language() or "pl")[:2]
    from_here = f"?strona={quote(without_secrets(here))}" if here else ""
    return [
        Link(f"{address}{from_here if name == PROBLEM[0] else ''}", words)
        for name, words in links
        if (address := spoken_route(name, language))
    ]


def without_secrets(path: str) -> str:
    """Long pieces of an address may be one-time keys, which nobody else should get to see in a report."""
    return LONG_PIECE.sub("/…", path)


def bare_foot_links() -> list[Link]:
    """For pages made without request and database: those of a failure and of a lost connection."""
    return foot_links(links=(STATEMENT, PROBLEM))


@cache
def spoken_route(name: str, language: str) -> str:
    """The address of a route in a language, where the page has a text of its own in each."""
    try:
        return reverse(name, kwargs={"language": language})
    except NoReverseMatch:
        return route(name)


def _current(path: str, address: str, is_section: bool) -> str:
    return "page" if path == address else "true" if is_section else ""
