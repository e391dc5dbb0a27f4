"""Disk, memory, and who may read the data folder."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ognisko.office.management.occupying import occupants
from ognisko.text import polish
from ognisko.upkeep.doctor.findings import Finding, broken, look, notice, well

MIB = 1 << 20
LITTLE, TOO_LITTLE = 1024 * MIB, 200 * MIB  # of free disk
SHARE = 0.05  # of a disk: less is little too
MUCH = 400 * MIB  # of memory for web and worker together: twice what they are built for
LITTLE_MEMORY = 150 * MIB


@look(asks_database=False)
def disk() -> Iterator[Finding]:
    for folder in _folders():
        free, total = _space(folder)
        words = _("%(folder)s: %(free)s free of %(total)s.") % {
            "folder": folder,
            "free": _shown(free),
            "total": _shown(total),
        }
        hint = _("Make room: old files, old logs, old backups. A full disk stops writing, and loses no answered post.")
        if free < TOO_LITTLE:
            yield broken("disk", words, hint)
        elif free < min(LITTLE, total * SHARE):
            yield notice("disk", words, hint)
        else:
            yield well("disk", words)


@look(asks_database=False)
def memory() -> Iterator[Finding]:
    taken = sum(map(_taken_by, occupants()))
    free = _available_memory()
    words = _("Web and worker take %(taken)s; %(free)s are free.") % {"taken": _shown(taken), "free": _shown(free)}
    if free is not None and free < LITTLE_MEMORY:
        yield notice("memory", words, _("Look what else runs on this machine, or give it more memory."))
    elif taken > MUCH:
        yield notice("memory", words, _("Start Ognisko again when few people are there; if it grows anew, report it."))
    elif taken or free is not None:
        yield well("memory", words)


@look(asks_database=False)
def permissions() -> Iterator[Finding]:
    found = list(_faults_of_permissions())
    yield from found
    if not found:
        yield well("permissions", _("Only its own account reads the data folder."))


def _faults_of_permissions() -> Iterator[Finding]:
    var = Path(settings.VAR)
    if not os.access(var, os.R_OK | os.W_OK | os.X_OK):
        words = _("This account may not write into %(path)s.") % {"path": var}
        yield broken("permissions", words, _("Give the folder to the account that Ognisko runs as: chown -R."))
        return
    secret = var / "secret-key"
    if not settings.SECRET_KEY_IS_GIVEN and secret.exists() and stat.S_IMODE(secret.stat().st_mode) & 0o077:
        words = _("Others may read the secret key (%(path)s).") % {"path": secret}
        yield broken("permissions", words, f"chmod 600 {secret}")
    for folder in {var, *([settings.BACKUP_DIR] if settings.BACKUP_DIR else [])}:
        if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o007:
            words = _("Every account of this machine may look into %(path)s.") % {"path": folder}
            yield notice("permissions", words, f"chmod 700 {folder}")
    owner = var.stat().st_uid
    if strange := [path.name for path in var.iterdir() if path.stat().st_uid != owner]:
        words = _("In %(path)s these belong to another account: %(names)s.") % {
            "path": var,
            "names": ", ".join(strange),
        }
        hint = _("A command was run as another account, perhaps root. Give them back: chown -R.")
        yield notice("permissions", words, hint)


def _folders() -> list[Path]:
    """One for each disk."""
    wanted = [Path(settings.VAR), *([settings.BACKUP_DIR] if settings.BACKUP_DIR else [])]
    if connection.vendor == "sqlite" and "mode=memory" not in str(connection.settings_dict["NAME"]):
        wanted.insert(1, Path(connection.settings_dict["NAME"]).parent)
    there = [folder for folder in wanted if folder.is_dir()]
    return list({folder.stat().st_dev: folder for folder in reversed(there)}.values())[::-1]


def _space(folder: Path) -> tuple[int, int]:
    usage = shutil.disk_usage(folder)
    return usage.free, usage.total


def _taken_by(pid: int) -> int:
    """What a process takes, with its share of what several use together (PSS), in bytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _available_memory() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _shown(size: int | None) -> str:
    if size is None:
        return "?"
    if size >= 1024 * MIB:
        return f"{polish.number(round(size / MIB / 1024, 1), get_language() or 'en')} GiB"
    return f"{size // MIB} MiB"
