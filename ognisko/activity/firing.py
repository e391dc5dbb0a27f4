"""Fires what the schedule says, once for all nodes; after a pause of the installation only the last time counts."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from ognisko.activity.models import Firing
from ognisko.activity.timing import Scheduled

LEASE = timedelta(minutes=30)
KEPT = timedelta(days=30)
log = logging.getLogger(__name__)


class Clock:
    """Looks into the database only when something became due since it last looked, or waits to be tried again."""

    def __init__(self, schedule: Sequence[Scheduled]) -> None:
        self.schedule = schedule
        self.noted: dict[str, object] = {}
        self.looks_again_at = timezone.now()

    def fire(self, worker: str) -> int:
        now = timezone.now()
        due = {entry: entry.when(now) for entry in self.schedule}
        if all(self.noted.get(entry.name) == moment for entry, moment in due.items()) and now < self.looks_again_at:
            return 0
        self.looks_again_at = now + timedelta(minutes=1)
        fired = 0
        for entry, moment in due.items():
            firing, _is_new = Firing.objects.get_or_create(name=entry.name, due_at=moment)
            self.noted[entry.name] = moment
            fired += _fire(firing, entry, worker)
        return fired


def forget_firings() -> None:
    Firing.objects.filter(due_at__lt=timezone.now() - KEPT).delete()


def _fire(firing: Firing, entry: Scheduled, worker: str) -> int:
    with transaction.atomic():
        claim = {"claimed_by": worker, "claimed_until": timezone.now() + LEASE, "attempts": F("attempts") + 1}
        if not Firing.objects.claimable().filter(pk=firing.pk).update(**claim):
            return 0
    firing.attempts += 1
    ours = Firing.objects.filter(pk=firing.pk, claimed_by=worker)
    try:
        import_string(entry.does)()
    except Exception as error:
        log.exception("%s did not finish.", entry.name)
        pause = timedelta(minutes=min(2**firing.attempts, 60))
        words = f"{type(error).__name__}: {error}"[:2000]
        ours.update(claimed_by="", claimed_until=timezone.now() + pause, last_error=words)
        return 0
    ours.update(finished_at=timezone.now(), last_error="")
    return 1
