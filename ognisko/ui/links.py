"""Addresses of pages that other packages may or may not have yet: a link stands only where its page exists."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
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
    ("home:my_week", _("My week"), {"home"}),
    ("communities:directory", _("Communities"), {"communities", "discussions"}),
    ("people:directory", _("People"), {"people:directory", "people:show"}),
)
FOOT = (
    ("office:accessibility", _("Accessibility statement")),
    ("office:privacy", _("Privacy and cookies")),
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


def foot_links() -> list[Link]:
    return [Link(route(name), words) for name, words in FOOT if route(name)]


def _current(path: str, address: str, is_section: bool) -> str:
    return "page" if path == address else "true" if is_section else ""
