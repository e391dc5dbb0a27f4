"""The worker's tick: copies to make, people to erase, files to remove. A claim that runs out is taken up again."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ognisko.privacy.erasing import erase
from ognisko.privacy.exporting import make
from ognisko.privacy.letters import write
from ognisko.privacy.models import Erasure, Export, Job
from ognisko.privacy.models.job import ATTEMPTS

LEASE = timedelta(minutes=30)
PAUSE = 2.0  # seconds between two looks while there is nothing to do
log = logging.getLogger(__name__)


class Clerk:
    """Looks into the database every other second, not on each of the worker's turns."""

    def __init__(self) -> None:
        self.looks_again_at = 0.0

    def work(self, worker: str) -> int:
        if time.monotonic() < self.looks_again_at:
            return 0
        done = _one(Export, make, worker) + _one(Erasure, erase, worker)
        if not done:
            self.looks_again_at = time.monotonic() + PAUSE
        return done


look_after = Clerk().work


def _one(model: type[Job], does: Callable[[Any], Any], worker: str) -> int:
    job = _claim(model, worker)
    if job is None:
        return 0
    try:
        does(job)
    except Exception as error:
        log.exception("%s %s could not be done.", model.__name__, job.pk)
        _wait(job, error)
    return 1


def _claim(model: type[Job], worker: str) -> Any:
    """The first look takes no lock, for mostly there is nothing to do."""
    jobs: Any = model._default_manager
    if not jobs.claimable().exists():
        return None
    with transaction.atomic():
        job = jobs.claimable().select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
        if job is None:
            return None
        claim = {"claimed_by": worker, "claimed_until": timezone.now() + LEASE, "attempts": F("attempts") + 1}
        is_ours = jobs.claimable().filter(pk=job.pk).update(**claim)
    return jobs.select_related("person").get(pk=job.pk) if is_ours else None


def _wait(job: Any, error: Exception) -> None:
    """Try again after a pause that doubles; after some tries it stays, and the office sees it."""
    is_over = job.attempts >= ATTEMPTS
    changes: dict[str, Any] = {"claimed_by": "", "last_error": type(error).__name__[:120]}
    changes["claimed_until"] = None if is_over else timezone.now() + timedelta(minutes=2**job.attempts)
    if is_over:
        changes["failed_at"] = timezone.now()
    with transaction.atomic():
        type(job)._default_manager.filter(pk=job.pk, finished_at=None).update(**changes)
        if is_over and isinstance(job, Export):
            write("export_failed", to=job.person, key=f"privacy.export_failed:{job.pk}")
