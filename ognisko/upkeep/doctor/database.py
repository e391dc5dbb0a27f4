from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

from django.apps import apps
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ognisko.activity.models import Event, Firing
from ognisko.audit.verifying import verify
from ognisko.upkeep.doctor.findings import Finding, broken, look, notice, well

APART = timedelta(seconds=30)  # clocks of two machines
ANSWERS_WITHIN = 5  # seconds
AHEAD = timedelta(minutes=5)  # something dated later than now


@look(asks_database=False)
def database() -> Iterator[Finding]:
    """The others rely on it, so it comes first: does it answer, and is it of this version?"""
    try:
        _connect()
        loader = MigrationLoader(connection)
    except Exception as error:  # whatever the driver raises
        words = _("The database does not answer: %(error)s") % {"error": _first_line(error)}
        yield broken("database", words, _("Look whether it runs, and at DATABASE_URL, OGNISKO_VAR and the disk."))
        return
    applied = set(loader.applied_migrations or ())
    ours = {app.label for app in apps.get_app_configs()}
    if any(app in ours and (app, name) not in loader.disk_migrations for app, name in applied):
        words = _("The database is of a newer version than the program.")
        yield broken("database", words, _("Install the version that it was used with, or restore a backup."))
    elif missing := len(set(loader.disk_migrations) - applied):
        words = ngettext(
            "The database lacks %(count)d change of this version.",
            "The database lacks %(count)d changes of this version.",
            missing,
        ) % {"count": missing}
        yield broken("database", words, _("Make a backup, then run `ognisko migrate`; `ognisko serve` does it too."))
    else:
        yield well("database", _("The database answers and has every table of this version."))


@look()
def clock() -> Iterator[Finding]:
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
        if apart > APART:
            words = _("The clocks of this machine and of the database are %(seconds)d seconds apart.")
            yield notice("clock", words % {"seconds": apart.total_seconds()}, _keep_time())
            return
    newest = [Event.objects.order_by("-pk").values_list("at", flat=True).first()]
    newest.append(Firing.objects.order_by("-due_at").values_list("due_at", flat=True).first())
    if any(moment and moment > now + AHEAD for moment in newest):
        yield broken("clock", _("The clock went back: something here is dated later than now."), _keep_time())
    else:
        yield well("clock", _("The clock goes forward and agrees with the database."))


def _connect() -> None:
    """PostgreSQL without the pool, which would wait half a minute and not say why."""
    if connection.vendor == "postgresql":
        parameters = {"connect_timeout": ANSWERS_WITHIN, **connection.get_connection_params()}
        cast(Any, connection).Database.connect(**parameters).close()
    connection.ensure_connection()


def _keep_time() -> str:
    return _("Let the machine keep time by NTP, for example with systemd-timesyncd or chrony.")


@look(is_long=True)
def whole() -> Iterator[Finding]:
    """SQLite looks at every page of the file."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = str(cursor.fetchone()[0])
    if said == "ok":
        yield well("file", _("The file of the database is whole."))
    else:
        words = _("The file of the database is damaged: %(error)s") % {"error": said[:300]}
        yield broken("file", words, _("Stop Ognisko, keep a copy of the data folder, and restore the last backup."))


@look(is_long=True)
def security_log() -> Iterator[Finding]:
    verdict = verify()
    if verdict.fault:
        words = _("The security log is not as it was written: %(fault)s") % {"fault": verdict.fault}
        yield broken("security log", words, _("Keep a copy of everything and tell whoever is in charge of security."))
    else:
        yield well("security log", _("The security log is as it was written."))


def _first_line(error: Any) -> str:
    kind = "" if isinstance(error, DatabaseError) else f"{type(error).__name__}: "
    return kind + str(error).strip().partition("\n")[0][:200]
