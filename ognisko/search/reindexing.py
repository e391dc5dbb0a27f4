"""The index is renewed when the analyser changes, and its words are counted, by a process of its own beside the worker.

Search goes on meanwhile: an entry of the former analysis is still found by what both have in common.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ognisko.search.analysis.lemmas import analyser_version
from ognisko.search.index import BATCH, forget_many, index_many
from ognisko.search.models import Count, Entry, EntryQuerySet
from ognisko.search.registry import Document, documents
from ognisko.search.terms import count_anew, count_new

LEASE = timedelta(minutes=5)
FEW = 1_000  # new entries that the worker counts by itself
COUNTED_ANEW_AFTER = timedelta(days=1)

Progress = Callable[[int, int], object]  # entries done, of how many
_beside: "subprocess.Popen[bytes] | None" = None


def keep_fresh() -> None:
    """From the schedule: start what is due in another process, since dictionaries and counting take memory."""
    global _beside
    if _beside is not None and _beside.poll() is None:
        return
    if not _is_to_be_renewed():
        if 0 < _not_counted() <= FEW:
            count_new()
    else:
        _beside = subprocess.Popen([sys.executable, "-m", "ognisko", "reindex", "--due"])


def _is_to_be_renewed() -> bool:
    count = Count.objects.first()
    is_due = count is None or _is_to_be_counted_anew(count) or _is_broken_off()
    return is_due or _not_counted() > FEW or _stale().exists()


def _not_counted() -> int:
    counted = Count.objects.values_list("up_to", flat=True).first() or 0
    return Entry.objects.filter(pk__gt=counted)[: FEW + 1].count()


def renew_what_is_due(progress: Progress | None = None) -> bool:
    """False when another process is at it."""
    Count.objects.get_or_create(pk=1)
    if not _lease():
        return False
    try:
        if not Entry.objects.exists() or _is_broken_off():
            reindex(progress)
        elif _stale().exists():
            renew(progress)
        count = Count.objects.get(pk=1)
        if _is_to_be_counted_anew(count):
            count_anew()
        else:
            count_new()
    finally:
        Count.objects.filter(pk=1).update(leased_until=None)
    return True


def reindex(progress: Progress | None = None) -> int:
    """Everything that the packages have, from the beginning; what is gone is forgotten."""
    total = sum(document.objects().count() for document in documents())
    done = 0
    for document in documents():
        kept: set[int] = set()
        for batch in _batches(document):
            index_many(batch)
            kept.update(thing.pk for thing in batch)
            done += len(batch)
            _tell(done, total, progress)
        gone = set(Entry.objects.filter(kind=document.kind).values_list("object_id", flat=True)) - kept
        forget_many(document.kind, sorted(gone))
    _finished()
    return done


def renew(progress: Progress | None = None) -> int:
    """Only what another analyser has made; it can be broken off and goes on where it stopped."""
    total, done = _stale().count(), 0
    for document in documents():
        while object_ids := list(_stale().filter(kind=document.kind).values_list("object_id", flat=True)[:BATCH]):
            things = list(document.objects().filter(pk__in=object_ids))
            index_many(things)
            forget_many(document.kind, sorted(set(object_ids) - {thing.pk for thing in things}))
            done += len(object_ids)
            _tell(done, total, progress)
    _finished()
    return done


def _is_broken_off() -> bool:
    """Somebody stopped in the middle: not all is in the index, and nothing in it says what is missing."""
    return Count.objects.filter(renewed__lt=F("renewing_of")).exists()


def _finished() -> None:
    Count.objects.update(renewed=F("renewing_of"))


def _stale() -> EntryQuerySet:
    version = analyser_version()
    return Entry.objects.filter(Q(analyser_version__lt=version) | Q(analyser_version__gt=version)).order_by("pk")


def _is_to_be_counted_anew(count: Count) -> bool:
    return not count.entries or count.counted_at < timezone.now() - COUNTED_ANEW_AFTER


def _batches(document: Document) -> Iterator[list[Any]]:
    after = 0
    while batch := list(document.objects().filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def _lease() -> bool:
    now = timezone.now()
    free = Count.objects.filter(Q(leased_until=None) | Q(leased_until__lt=now), pk=1)
    with transaction.atomic():
        return bool(free.update(leased_until=now + LEASE))


def _tell(done: int, total: int, progress: Progress | None) -> None:
    Count.objects.filter(pk=1).update(renewed=done, renewing_of=total, leased_until=timezone.now() + LEASE)
    if progress:
        progress(done, total)
