from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from ognisko.upkeep.sealing import recipient


@register("ognisko")
def backups_can_be_locked(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A key with a typing error would be noticed at night, when the first backup is made."""
    return [
        Error(f"OGNISKO_BACKUP_TO: {text!r} is no public key.", hint="Write age1… or ssh-ed25519 ….", id="ognisko.E010")
        for text in settings.BACKUP_TO
        if not _is_key(text)
    ]


def _is_key(text: str) -> bool:
    try:
        recipient(text)
    except ValueError:
        return False
    return True
