from django.utils.translation import gettext_lazy as _

from ognisko.ui.administration import tool
from ognisko.upkeep.models import Backup


def failed_last() -> int:
    """One when the newest backup of all failed."""
    newest = Backup.objects.newest_first().first()
    return int(newest is not None and Backup.objects.failed().filter(pk=newest.pk).exists())


tool(
    "upkeep:doctor",
    name=_("State of the installation"),
    does=_("See what is wrong with database, worker, letters, disk and settings, and what to do about it."),
    group="machine",
    order=10,
)
tool(
    "upkeep:backups",
    name=_("Backups"),
    does=_("See when everything was last copied to a safe place, and have it copied now."),
    group="machine",
    order=20,
    waiting=failed_last,
)
