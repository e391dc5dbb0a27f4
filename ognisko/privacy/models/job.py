from typing import Any, Self

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import Person
from ognisko.privacy.models.request import Request

ATTEMPTS = 5  # so often the worker tries; then the job stays, with its error


class JobQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(finished_at=None, failed_at=None)

    def claimable(self) -> Self:
        """Open, its time has come, and claimed by nobody or by a worker whose claim ran out."""
        now = timezone.now()
        is_free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=now)
        return self.open().filter(is_free, not_before__lte=now)

    def failed(self) -> Self:
        return self.exclude(failed_at=None)


class ExportQuerySet(JobQuerySet):
    def kept(self) -> Self:
        """Ready and still to be fetched."""
        return self.filter(removed_at=None, expires_at__gt=timezone.now()).exclude(finished_at=None)

    def over(self) -> Self:
        return self.filter(removed_at=None, expires_at__lte=timezone.now())


class Job(models.Model):
    """Something that the worker does for a person; a claim that runs out is taken up by another worker."""

    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    request = models.ForeignKey(Request, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)  # the kind of error only: its words may hold a name

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.failed_at is None


class Export(Job):
    """A ZIP of what is kept about a person, in a file of our own folder, for seven days."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exports")
    language = models.CharField(max_length=2)
    file = models.CharField(max_length=80, blank=True)  # a random name in the folder of exports
    bytes = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)  # to be written, counted at the start
    done = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(finished_at=None, failed_at=None),
                name="one_export_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def size(self) -> str:
        return filesizeformat(self.bytes)

    @property
    def is_ready(self) -> bool:
        return bool(
            self.finished_at and self.removed_at is None and self.expires_at and self.expires_at > timezone.now()
        )


class Erasure(Job):
    """That a person was erased, when, by whose wish: the record stays, and says nothing of who it was."""

    class Door(models.TextChoices):
        SELF = "self", _("by the person")
        OFFICER = "officer", _("on request, by a duty")
        INACTIVE = "inactive", _("after a long absence")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasures")
    door = models.CharField(max_length=10, choices=Door)
    knew = models.PositiveSmallIntegerField(default=0)  # how many concerns the asking person went past
    contributions = models.PositiveIntegerField(default=0)  # rows that now stand under a pseudonym
    texts = models.PositiveIntegerField(default=0)  # rows in which a name, handle or address was replaced
    overwritten_at = models.DateTimeField(null=True)  # when the database overwrote what it had let go

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="erased_once")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.asked_at:%Y-%m-%d %H:%M}"
