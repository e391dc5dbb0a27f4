from django.utils.translation import gettext_lazy as _

from ognisko.personal import Fate, Held
from ognisko.upkeep.models import Backup

HELD = [
    Held(
        Backup,
        _("backups that you asked for"),
        "office",
        people={"asked_by": Fate.CLEAR},
        untouched=("occasion", "machine", "folder", "file", "error", "digest"),
    ),
]
