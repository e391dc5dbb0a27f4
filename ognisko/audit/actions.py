from datetime import UTC, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ognisko.audit import chain
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.audit.models import Entry, Removal

LEAST_DAYS = 730


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
