"""The chain of hashes: each entry covers its own content and the hash of the entry before it.

Entries are written in the transaction of their verb and linked right after it is committed, in a short transaction of
their own that locks the one row of `Head` (on SQLite, where a transaction is the only writer, that is the lock). So a
long verb never makes others wait, none of them can wait for each other in a ring, and the order of the chain is one
order for all processes. Whoever holds the lock links everything that waits. If a process dies between the two, the
entry waits for the next one, or for the schedule.
"""

import hashlib
import json
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ognisko.audit.models import Entry, Head

AT_ONCE = 500


def link_waiting() -> list[Entry]:
    """Link what waits, in the order in which it was written; what was linked."""
    linked: list[Entry] = []
    while len(links := _link_some()) == AT_ONCE:
        linked += links
    return linked + links


def content(entry: Entry) -> dict[str, object]:
    """What a hash covers, and what a line of the log says: the fields of KRI-01 under names that stay."""
    return {
        "time": in_utc(entry.at),
        "action": entry.event,
        "actor": entry.actor_id,
        "object_type": entry.target_kind,
        "object": entry.target_id,
        "result": entry.result,
        "address": entry.address,
        "request": entry.request_id,
        "facts": entry.facts,
        "number": entry.number,
        "day": entry.day.isoformat() if entry.day else None,
    }


def hash_of(entry: Entry) -> str:
    return hashlib.sha256(f"{entry.former}\n{canonical(content(entry))}".encode()).hexdigest()


def canonical(value: object) -> str:
    """One text for one value, whatever database it comes back from."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _link_some() -> list[Entry]:
    if not Entry.objects.waiting().exists():
        return []
    Head.objects.get_or_create(pk=1)
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        waiting = list(Entry.objects.waiting().order_by("pk")[:AT_ONCE])
        for entry in waiting:
            _link(entry, head)
        if waiting:
            head.save(update_fields=["number", "day", "hash"])
    return waiting


def _link(entry: Entry, head: Head) -> None:
    today = timezone.now().astimezone(UTC).date()
    entry.number, entry.former = head.number + 1, head.hash
    entry.day = max(today, head.day or today)
    entry.hash = hash_of(entry)
    links = {"number": entry.number, "day": entry.day, "former": entry.former, "hash": entry.hash}
    QuerySet.update(Entry.objects.waiting().filter(pk=entry.pk), **links)  # the one change that the database lets by
    head.number, head.day, head.hash = entry.number, entry.day, entry.hash
