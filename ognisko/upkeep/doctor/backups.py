from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ognisko.text import polish
from ognisko.upkeep.doctor.findings import Finding, broken, look, notice, well
from ognisko.upkeep.models import Backup

DUE = timedelta(hours=26)  # a night, and time to make it


@look()
def last_backup() -> Iterator[Finding]:
    last = Backup.objects.there().newest_first().first()
    if failed := _failed_since(last):
        words = _("The last backup failed: %(error)s") % {"error": failed.error or _("it never ended")}
        yield broken("backup", words, _("Mend that, then make one: `ognisko backup` or the page of backups."))
    if not settings.BACKUP_DIR:
        make = notice if settings.PRODUCTION else well
        yield make(  # type: ignore[operator]
            "backup",
            _("No backups make themselves here. %(last)s") % {"last": _last(last)},
            *([_("Set OGNISKO_BACKUP_DIR to a folder, best on another disk.")] if settings.PRODUCTION else []),
        )
    elif last is None or (last.finished_at and last.finished_at < timezone.now() - DUE):
        hint = _("The worker makes one at night. Make one now with `ognisko backup`, and read the log of the worker.")
        yield broken("backup", _("There is no fresh backup. %(last)s") % {"last": _last(last)}, hint)
    elif (Path(last.folder) / last.file).exists():
        yield well("backup", _last(last))
    else:
        words = _("The last backup is gone from its place: %(path)s") % {"path": Path(last.folder) / last.file}
        yield broken("backup", words, _("If a copy is kept elsewhere, well; else make one now."))


@look()
def place_of_backups() -> Iterator[Finding]:
    folder = settings.BACKUP_DIR
    if folder is None:
        return
    if not settings.BACKUP_TO:
        words = _("Backups are not locked: whoever gets a file reads everything.")
        yield notice(
            "backup place", words, _("Make a key with `age-keygen`, and set OGNISKO_BACKUP_TO to its public half.")
        )
    if folder.is_dir() and folder.stat().st_dev == Path(settings.VAR).stat().st_dev:
        words = _("Backups lie on the same disk as what they are for.")
        hint = _("Copy them to another machine every night, or set OGNISKO_BACKUP_DIR to another disk.")
        yield notice("backup place", words, hint)


def _failed_since(last: Backup | None) -> Backup | None:
    """The newest backup of all, when it failed and none was made after it."""
    failed = Backup.objects.failed().newest_first().first()
    return failed if failed and (last is None or failed.pk > last.pk) else None


def _last(last: Backup | None) -> str:
    if last is None or last.finished_at is None:
        return _("There is none yet.")
    moment = f"{timezone.localtime(last.finished_at):%Y-%m-%d %H:%M}"
    return _("The last backup: %(moment)s, %(size)s MB, %(file)s.") % {
        "moment": moment,
        "size": polish.number(round(last.size / 1e6, 1), get_language() or "en"),
        "file": last.file,
    }
