"""Tells events: claims them by rows, and lets what reacts to them happen.

Nothing is lost in a crash, and nothing is told twice.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.activity.reactions import reactions_to

LEASE = timedelta(minutes=2)  # after so long a claim is taken for that of a dead worker
AT_ONCE = 100  # so many events before letters and the schedule have their turn
log = logging.getLogger(__name__)


def tell_events(worker: str) -> int:
    """Tell what waits, oldest first; how many events were taken."""
    taken = 0
    while taken < AT_ONCE and (event := _claim(worker)):
        _tell(event, worker)
        taken += 1
    return taken


def tell_again() -> int:
    """Let events that were given up be tried anew; how many."""
    return Event.objects.stuck().update(attempts=0, claimed_by="", claimed_until=None)


def _claim(worker: str) -> Event | None:
    """One event, ours for the time of the lease. The first look takes no lock, for mostly there is nothing to do."""
    if not Event.objects.claimable().exists():
        return None
    with transaction.atomic():
        event = Event.objects.claimable().select_for_update(skip_locked=True).order_by("pk").first()
        if event is None:
            return None
        claim = {"claimed_by": worker, "claimed_until": timezone.now() + LEASE, "attempts": F("attempts") + 1}
        is_ours = Event.objects.claimable().filter(pk=event.pk).update(**claim)
    event.attempts += 1
    return event if is_ours else None


def _tell(event: Event, worker: str) -> None:
    try:
        with transaction.atomic():
            ours = Event.objects.untold().filter(pk=event.pk, claimed_by=worker)
            if ours.select_for_update().first() is None:
                return  # the claim ran out, and another worker told it
            for reaction in reactions_to(event.verb):
                reaction(event)
            ours.update(told_at=timezone.now(), claimed_by="", claimed_until=None, last_error="")
    except Exception as error:
        log.exception("The event %s (%s) could not be told.", event.pk, event)
        _wait(event, worker, error)


def _wait(event: Event, worker: str, error: Exception) -> None:
    """Try again after a pause that doubles; one bad event never holds up the others."""
    pause = timedelta(seconds=min(10 * 2**event.attempts, 3600))
    Event.objects.untold().filter(pk=event.pk, claimed_by=worker).update(
        claimed_by="", claimed_until=timezone.now() + pause, last_error=f"{type(error).__name__}: {error}"[:2000]
    )
