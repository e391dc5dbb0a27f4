from typing import Any, NoReturn, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from ognisko.audit.events import Event


class NeverChanged(Exception):
    """The security log is only added to; old days leave it whole, by `actions.forget_old_days`."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def waiting(self) -> Self:
        """Committed, and not yet a link of the chain."""
        return self.filter(number=None)

    def chained(self) -> Self:
        return self.exclude(number=None).order_by("number")

    def newest_first(self, *, before: int | None = None) -> Self:
        entries = self.order_by("-pk")
        return entries if before is None else entries.filter(pk__lt=before)

    def update(self, **kwargs: Any) -> NoReturn:
        raise NeverChanged

    def delete(self) -> NoReturn:
        raise NeverChanged

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged


class Entry(models.Model):
    """Who did what to what, when, from where and with which result: what the office must be able to show for two years.

    Nothing here is a foreign key: an entry stays as it is when the person is erased. The last four fields are the
    chain's and are filled once, after the commit (`chain.py`); the database refuses every other change.
    """

    class Result(models.TextChoices):
        DONE = "done", pgettext_lazy("result", "done")
        REFUSED = "refused", pgettext_lazy("result", "refused")
        FAILED = "failed", pgettext_lazy("result", "failed")

    at = models.DateTimeField(default=timezone.now)
    event = models.CharField(max_length=40)  # one of events.Event
    actor_id = models.BigIntegerField(null=True)  # of a person; none: somebody unknown, or the machine itself
    target_kind = models.CharField(max_length=60, blank=True)  # "people.person": the model's label in lower case
    target_id = models.BigIntegerField(null=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.DONE)
    address = models.CharField(max_length=45, blank=True)  # of the sender's machine, unless OGNISKO_AUDIT_ADDRESSES=0
    request_id = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)  # ids and words of our own, never names, addresses or texts of people

    number = models.BigIntegerField(null=True, unique=True)  # 1, 2, 3 … without a gap
    day = models.DateField(null=True, db_index=True)  # in UTC, of the chain; never before the day of the entry before
    former = models.CharField(max_length=64, blank=True)  # the hash of the entry before, also across midnight
    hash = models.CharField(max_length=64, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(number=None), name="entry_waiting"),
            models.Index(fields=["at"], name="entry_at"),
            models.Index(fields=["event", "id"], name="entry_of_event"),
            models.Index(fields=["actor_id", "id"], name="entry_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged

    @property
    def event_words(self) -> str:
        return str(Event(self.event).label) if self.event in Event.values else self.event


class Head(models.Model):
    """Where the chain ends: one row, locked by whoever adds to it. The database lets it only go forward."""

    number = models.BigIntegerField(default=0)
    day = models.DateField(null=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:8]}"


class Removal(models.Model):
    """The narrow way by which old days leave the log: without such a row the database refuses to delete an entry.

    The database takes a row only for days older than `days`, counted back from the newest day of the chain, and fewer
    than 730 of them only where `is_shorter` says that somebody knows.
    """

    before = models.DateField()  # days before this one
    days = models.PositiveIntegerField()
    is_shorter = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.before}"
