"""Every cookie that Ognisko may set, with the reason and the time: the page shows this list, and a test in a browser
compares it with what is really set on every page. All are needed for what the person asks for; there are no others."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: Promise
    lifetime: str


def cookies() -> list[Cookie]:
    seconds = settings.SESSION_COOKIE_AGE
    session = _days(seconds // 86400) if seconds >= 86400 else _minutes(seconds // 60)
    return [
        Cookie(settings.SESSION_COOKIE_NAME, _("So that you need not sign in on every page."), session),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("So that nobody sends forms in your name from another site."),
            _plain_days(settings.CSRF_COOKIE_AGE // 86400),
        ),
        Cookie(settings.LANGUAGE_COOKIE_NAME, _("The language you chose."), str(_("one year"))),
        Cookie("ognisko_appearance", _("Light, dark or high contrast, as you chose."), str(_("one year"))),
    ]


def _days(number: int) -> str:
    words = ngettext(
        "%(number)s day, or until you sign out or close the browser",
        "%(number)s days, or until you sign out or close the browser",
        number,
    )
    return words % {"number": number}


def _plain_days(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def _minutes(number: int) -> str:
    words = ngettext("%(number)s minute, or until you sign out", "%(number)s minutes, or until you sign out", number)
    return words % {"number": number}
