from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.audit import chain
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.audit.models import Entry, Removal
from ognisko.audit.permissions import can_read_log
from ognisko.audit.reading import Filters, in_pieces

LEAST_DAYS = 730


def read_log(filters: Filters, *, by: Any, before: str = "") -> Entry:
    """Note that somebody looks into the log, and at what of it."""
    if not can_read_log(by):
        raise PermissionDenied
    return note(Event.LOG_READ, by=by, before=before[:20], filters=filters.as_facts())


def export_log(filters: Filters, *, by: Any, form: str) -> Iterator[list[Entry]]:
    """The entries up to this moment, in pieces; that they leave the house is noted before the first one does."""
    if not can_read_log(by):
        raise PermissionDenied
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    note(Event.LOG_EXPORTED, by=by, form=form, filters=filters.as_facts())
    return in_pieces(filters.entries().filter(pk__lte=newest))


def forget_old_days() -> int:
    """Remove whole days older than the limit; how many entries. The entry about it says where the chain now begins."""
    chain.link_waiting()
    with transaction.atomic():
        newest = Entry.objects.chained().last()
        if newest is None or newest.day is None:
            return 0
        today = timezone.now().astimezone(UTC).date()
        before = min(newest.day, today) - timedelta(days=settings.AUDIT_DAYS)
        old = Entry.objects.chained().filter(day__lt=before)
        last = old.last()
        if last is None:
            return 0
        days = settings.AUDIT_DAYS
        Removal.objects.create(before=before, days=days, is_shorter=days < LEAST_DAYS)
        count = old.count()
        old.order_by()._raw_delete(old.db)  # type: ignore[attr-defined]
        note(
            Event.LOG_SHORTENED, before=before.isoformat(), entries=count, last_number=last.number, last_hash=last.hash
        )
    return count


def link_what_waits() -> None:
    """For the schedule: an entry whose process died between its commit and its link."""
    chain.link_waiting()
