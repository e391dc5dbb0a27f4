"""What keeps this installation from serving; each message says what to set. Run by `ognisko check` and by `serve`."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import Error as DatabaseError

from ognisko.activity.models import Event
from ognisko.mail.models import Letter
from ognisko.mail.ways import is_sending
from ognisko.office.models import Office

TAG = "ognisko"
SHORTEST_SECRET = 32


@register(TAG)
def demo_stays_on_this_machine(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO and not is_loopback(settings.HOST):
        words = f"The demo signs people in without a password: it serves this machine only, not HOST={settings.HOST}."
        return [Error(words, hint="Leave HOST out, or set DEMO=0.", id="ognisko.E001")]
    return []


@register(TAG)
def production_is_safe(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The settings that production must have; asked in production mode only."""
    if not settings.PRODUCTION:
        return []
    wanted = [
        (not settings.DEMO, "DEMO is on.", "Set DEMO=0.", "E002"),
        (not settings.DEBUG, "Debugging is on.", "Leave OGNISKO_DEBUG out.", "E003"),
        (_has_own_secret(), "There is no secret of your own.", SECRET_HINT, "E004"),
        (settings.TLS, "Nothing says that people reach Ognisko over TLS only.", TLS_HINT, "E005"),
        (_names_hosts(), "The names of the hosts are missing or too wide.", HOSTS_HINT, "E006"),
        (_has_address(), f"Links in letters would begin with {settings.SITE_URL}.", URL_HINT, "E007"),
        (not _holds_demo(), "The database holds the invented people of the demo.", DEMO_HINT, "E008"),
    ]
    return [Error(words, hint=hint, id=f"ognisko.{key}") for is_well, words, hint, key in wanted if not is_well]


@register(TAG)
def letters_go_out(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    is_secret_open = bool(settings.SMTP_USER) and settings.SMTP_SECURITY == "none"
    wanted = [
        (is_sending(), "No mail server is set: letters wait in the outbox.", "Set SMTP_HOST.", "W001"),
        ("localhost" not in settings.MAIL_FROM, "Letters have no sender of yours.", "Set OGNISKO_MAIL_FROM.", "W002"),
        (not is_secret_open, "The password of the mail server travels unencrypted.", "Set SMTP_SECURITY.", "W003"),
    ]
    return [Warning(words, hint=hint, id=f"ognisko.{key}") for is_well, words, hint, key in wanted if not is_well]


@register(TAG)
def nothing_is_stuck(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    try:
        events, letters = Event.objects.stuck().count(), Letter.objects.failed().count()
    except DatabaseError:  # the tables are not there yet
        return []
    hint = "The outbox shows them to administrators."
    found = [(events, "events could not be told", "W004"), (letters, "letters could not be delivered", "W005")]
    return [Warning(f"{count} {what}.", hint=hint, id=f"ognisko.{key}") for count, what, key in found if count]


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


SECRET_HINT = (
    f"Set OGNISKO_SECRET_KEY to {SHORTEST_SECRET} random characters or more, for example from: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
)
TLS_HINT = "Put a proxy that ends TLS in front, then set OGNISKO_TLS=1."
HOSTS_HINT = "Set OGNISKO_HOSTS to the names people type, as ognisko.urzad.gov.pl; never *."
URL_HINT = "Set OGNISKO_URL to the address people type, as https://ognisko.urzad.gov.pl."
DEMO_HINT = "Set DATABASE_URL or OGNISKO_VAR to an empty place."


def _has_own_secret() -> bool:
    secret = settings.SECRET_KEY
    return settings.SECRET_KEY_IS_GIVEN and len(secret) >= SHORTEST_SECRET and len(set(secret)) >= 8


def _names_hosts() -> bool:
    hosts = settings.ALLOWED_HOSTS
    is_wide = any(host == "*" or host.startswith(".") for host in hosts)
    return not is_wide and any(not is_loopback(host) for host in hosts)


def _has_address() -> bool:
    return settings.SITE_URL.startswith("https://")


def _holds_demo() -> bool:
    try:
        return Office.objects.filter(holds_demo=True).exists()
    except DatabaseError:  # the tables are not there yet
        return False
