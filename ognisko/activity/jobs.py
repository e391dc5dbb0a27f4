"""The state of each line of the schedule: when it ran, when it runs next, and what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import Max
from django.utils import timezone

from ognisko.activity.job_words import JOBS
from ognisko.activity.models import ATTEMPTS, Firing
from ognisko.activity.timing import Scheduled, next_after


class State(Enum):
    WAITS = "waits"  # it has never run yet
    DONE = "done"
    RUNS = "runs"
    LATE = "late"  # due, and no worker took it
    FAILS = "fails"  # tried again by itself
    STUCK = "stuck"  # given up


@dataclass(frozen=True)
class Job:
    name: str
    words: str
    state: State
    finished_at: datetime | None  # the last time that it was done
    next_at: datetime
    firing: Firing | None = None  # the time that is not done

    @property
    def can_be_tried(self) -> bool:
        return self.state in (State.FAILS, State.STUCK)


def jobs(schedule: Sequence[Scheduled]) -> list[Job]:
    """Two queries for all lines."""
    now = timezone.now()
    names = [entry.name for entry in schedule]
    done = Firing.objects.filter(name__in=names).exclude(finished_at=None).order_by().values("name")
    last: dict[str, Any] = {row["name"]: row for row in done.annotate(finished=Max("finished_at"), due=Max("due_at"))}
    undone = {firing.name: firing for firing in Firing.objects.filter(name__in=names).undone().order_by("due_at")}
    return [_job(entry, last.get(entry.name, {}), undone.get(entry.name), now) for entry in schedule]


def _job(entry: Scheduled, last: dict[str, Any], firing: Firing | None, now: datetime) -> Job:
    if firing and last and firing.due_at < last["due"]:
        firing = None  # left behind by a later time that was done
    words, finished = str(JOBS.get(entry.name, entry.name)), last.get("finished")
    return Job(entry.name, words, _state(firing, finished, now), finished, next_after(entry.when, now), firing)


def _state(firing: Firing | None, finished: datetime | None, now: datetime) -> State:
    if firing is None:
        return State.DONE if finished else State.WAITS
    is_ahead = firing.claimed_until is not None and firing.claimed_until > now
    if is_ahead and firing.claimed_by:
        return State.RUNS
    if firing.attempts >= ATTEMPTS:
        return State.STUCK
    return State.FAILS if is_ahead else State.LATE
