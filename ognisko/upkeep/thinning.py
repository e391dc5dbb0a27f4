"""Which backups stay: the newest of each of the last days and weeks, nothing older than the law's month or so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME = re.compile(r"ognisko-(\d{8}T\d{6}Z)\.backup(\.age)?")
PART = ".part"
FRESH = timedelta(days=1)  # whatever was made in the last day stays, also several a day
OLDEST = timedelta(days=35)  # GDPR-06: an erased person is gone from the backups too by then
MOST_WEEKS = 4


@dataclass(frozen=True)
class Rule:
    daily: int = 7
    weekly: int = MOST_WEEKS


def made_at(name: str) -> datetime | None:
    """When a backup was made, by its name; None for any other file, which is none of ours."""
    match = NAME.fullmatch(name)
    return datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if match else None


def not_kept(names: Iterable[str], rule: Rule, now: datetime) -> list[str]:
    """The names that go. The newest backup always stays."""
    dated = sorted(((moment, name) for name in names if (moment := made_at(name))), reverse=True)
    kept = {name for moment, name in dated if moment > now - FRESH} | {name for _moment, name in dated[:1]}
    days: dict[object, str] = {}
    weeks: dict[object, str] = {}
    for moment, name in dated:
        if moment > now - OLDEST:
            days.setdefault(moment.date(), name)
            weeks.setdefault(moment.isocalendar()[:2], name)
    kept.update(list(days.values())[: rule.daily], list(weeks.values())[: rule.weekly])
    return [name for _moment, name in reversed(dated) if name not in kept]


def thin(folder: Path, rule: Rule, now: datetime) -> list[str]:
    """Remove what does not stay, and what was never finished; the names of the backups that went."""
    names = [path.name for path in folder.iterdir() if path.is_file()]
    gone = not_kept(names, rule, now)
    parts = [name for name in names if name.endswith(PART) and _is_abandoned(name.removesuffix(PART), now)]
    for name in [*gone, *parts]:
        (folder / name).unlink(missing_ok=True)
    return gone


def _is_abandoned(name: str, now: datetime) -> bool:
    moment = made_at(name)
    return moment is not None and moment < now - FRESH
