"""The one template language of pages and letters: Jinja2, with the names that every template may use."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, Undefined
from jinja2.ext import Extension

from ognisko.ui import filters, spoken
from ognisko.ui.links import bare_foot_links, route, spoken_route
from ognisko.ui.static_files import has_icons


def environment(**options: Any) -> Environment:
    """Made once at start. A name that nobody gave is an error in tests and while debugging, and empty in production."""
    options["undefined"] = StrictUndefined if settings.DEBUG or settings.STRICT_TEMPLATES else Undefined
    options["autoescape"] = _is_markup
    extensions: list[type[Extension] | str] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    made = Environment(**options, extensions=extensions, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    made.policies["ext.i18n.trimmed"] = True  # the catalogue has each text on one line, however the template breaks it
    made.install_gettext_callables(  # type: ignore[attr-defined]
        spoken.gettext, spoken.ngettext, newstyle=True, pgettext=spoken.pgettext, npgettext=spoken.npgettext
    )
    made.globals.update(static=static, url=url, route=route, asset=filters.asset, has_icons=has_icons())
    made.globals.update(bare_foot_links=bare_foot_links, spoken=lambda name: spoken_route(name, filters.language()))
    made.filters.update(filters.FILTERS)
    return made


def _is_markup(template: str | None) -> bool:
    """A plain letter or a script is no HTML: an ampersand in it stays an ampersand."""
    return template is None or not template.endswith((".txt", ".js"))


def url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
