"""What goes on by itself: web, worker, schedule, events, letters."""

import http.client
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ognisko.activity.models import Event, Firing
from ognisko.mail.models import Letter
from ognisko.mail.ways import is_sending
from ognisko.office.management.occupying import occupants
from ognisko.schedule import SCHEDULE
from ognisko.upkeep.doctor.findings import Finding, broken, look, notice, well

SIGN_OF_LIFE = timedelta(minutes=11)  # something of the schedule is due every five minutes
LATE = timedelta(minutes=30)
WAIT_FOR_WEB = 5.0  # seconds


@look(asks_database=False)
def web() -> Iterator[Finding]:
    where = {"host": settings.HOST, "port": settings.PORT}
    if _web_answers():
        yield well("web", _("The web process answers at %(host)s, port %(port)s.") % where)
    elif any(map(_is_web, occupants())):
        words = _("The web process does not answer at %(host)s, port %(port)s.") % where
        yield broken("web", words, _("Read its log; start Ognisko again. Is HOST or PORT another one for the service?"))
    else:
        yield notice("web", _("Ognisko is not running in this data folder."), _("Start it: `ognisko serve`."))


@look()
def worker() -> Iterator[Finding]:
    now = timezone.now()
    last = Firing.objects.filter(due_at__lte=now).order_by("-due_at").values_list("due_at", flat=True).first()
    if last is None:
        yield broken("worker", _("No worker has ever run here."), _("Start `ognisko serve` or `ognisko worker`."))
    elif last < now - SIGN_OF_LIFE:
        words = _("The worker gave no sign of life since %(moment)s.") % {"moment": _shown(last)}
        yield broken("worker", words, _("Letters and backups wait. Start it again and read its log."))
    else:
        yield well("worker", _("The worker is alive."))


@look()
def schedule() -> Iterator[Finding]:
    """Of what is late the reason, where it is known. A worker that is not there is said once, above."""
    late, now = [], timezone.now()
    for entry in SCHEDULE:
        due = entry.when(now)
        firing = Firing.objects.filter(name=entry.name, due_at=due).first()
        if firing and not firing.finished_at and (firing.last_error or due < now - LATE):
            late.append(f"{entry.name} ({firing.last_error.partition(chr(10))[0][:120] or _('does not end')})")
    if late:
        words = _("Of the schedule this did not happen: %(names)s") % {"names": ", ".join(late)}
        yield broken("schedule", words, _("It is tried again by itself; the log of the worker says more."))
    else:
        yield well("schedule", _("What the schedule says has happened."))


@look()
def events() -> Iterator[Finding]:
    if stuck := Event.objects.stuck().count():
        words = ngettext("%(count)d event could not be told.", "%(count)d events could not be told.", stuck)
        hint = _("The outbox says why. After an upgrade that mends it: `ognisko worker --again`.")
        yield broken("events", words % {"count": stuck}, hint)
    elif waiting := Event.objects.claimable().filter(at__lt=timezone.now() - LATE).count():
        words = ngettext("%(count)d event waits too long.", "%(count)d events wait too long.", waiting)
        yield notice("events", words % {"count": waiting}, _("Look whether the worker runs, and whether it keeps up."))
    else:
        yield well("events", _("No event is stuck."))


@look()
def letters() -> Iterator[Finding]:
    late = Letter.objects.waiting().filter(not_before__lt=timezone.now() - LATE).count()
    if failed := Letter.objects.failed().count():
        words = ngettext(
            "%(count)d letter could not be delivered.", "%(count)d letters could not be delivered.", failed
        )
        yield notice("letters", words % {"count": failed}, _("The outbox says why, and sends them again."))
    elif late and is_sending():
        words = ngettext("%(count)d letter waits too long.", "%(count)d letters wait too long.", late)
        hint = _("Try the way out with `ognisko letter you@your-office`; look at the worker and the mail server.")
        yield broken("letters", words % {"count": late}, hint)
    elif late:
        words = ngettext("%(count)d letter waits in the outbox.", "%(count)d letters wait in the outbox.", late)
        yield notice("letters", words % {"count": late}, _("No mail server is set: set SMTP_HOST."))
    else:
        yield well("letters", _("No letter is stuck."))


def _is_web(pid: int) -> bool:
    """A process that should answer, by the words that it was started with: not a worker of its own."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"worker" not in words and b"--no-web" not in words


def _web_answers() -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST.strip("[]"), settings.HOST.strip("[]"))  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.PORT, timeout=WAIT_FOR_WEB)
    try:
        connection.request("GET", "/healthz", headers={"Host": (settings.ALLOWED_HOSTS or ["localhost"])[0]})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _shown(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
