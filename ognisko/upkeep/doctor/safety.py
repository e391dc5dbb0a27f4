from collections.abc import Iterator

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, run_checks
from django.utils.translation import gettext as _

from ognisko.office.models import Office
from ognisko.upkeep.doctor.findings import Finding, broken, look, notice, well

SAID_ELSEWHERE = {"ognisko.W004", "ognisko.W005"}  # stuck events and letters have looks of their own


@look()
def settings_of_the_environment() -> Iterator[Finding]:
    """What `ognisko check` says: TLS, hosts, secret, mail, demo."""
    messages = [message for message in run_checks(tags=["ognisko"]) if message.id not in SAID_ELSEWHERE]
    for message in messages:
        make = broken if message.level >= ERROR else notice
        yield make("settings", _("The check of settings says: %(words)s") % {"words": message.msg}, _hint(message))
    if not messages and settings.PRODUCTION:
        yield well("settings", _("The settings are those of a safe installation."))
    elif not messages:
        words = _("This is no production: nothing asks for TLS, a secret of your own or a mail server.")
        yield well("settings", words)


@look()
def demo() -> Iterator[Finding]:
    """In production a check refuses it already."""
    if not settings.DEMO and not settings.PRODUCTION and Office.objects.filter(holds_demo=True).exists():
        words = _("The database holds the invented people of the demo.")
        yield notice("demo", words, _("Set DATABASE_URL or OGNISKO_VAR to an empty place before real people come."))


@look(asks_database=False)
def made_files() -> Iterator[Finding]:
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield well("files", _("Styles, scripts and fonts are in their place."))
    else:
        yield broken("files", _("Styles, scripts and fonts are not in their place."), _("Run `ognisko prepare`."))


def _hint(message: CheckMessage) -> str:
    return message.hint or _("`ognisko check` says more.")
