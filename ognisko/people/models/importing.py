import gzip
import json
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.people.imports.kinds import file_kind

KEPT = timedelta(days=1)  # a file of people is not kept longer than its import takes
TRIES = 3


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    def waiting(self) -> Self:
        """To be tried or written, and claimed by nobody or by a process whose claim ran out."""
        is_free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=timezone.now())
        return self.filter(is_free, stage__in=ImportJob.WORK)

    def over(self) -> Self:
        return self.filter(made_at__lte=timezone.now() - KEPT)


class ImportJob(models.Model):
    """A table that an administrator uploaded: tried first, and written only as it was shown."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("people")
        UNITS = "units", _("units of one organisation")
        ORGANISATIONS = "organisations", _("organisations")

    class Stage(models.TextChoices):
        COLUMNS = "columns", _("waits for you to say what its columns mean")
        TO_TRY = "to_try", _("is being checked")
        TRIED = "tried", _("is checked and waits for you")
        TO_WRITE = "to_write", _("is being written")
        WRITTEN = "written", _("is written")
        FAILED = "failed", _("could not be finished")

    WORK = (Stage.TO_TRY, Stage.TO_WRITE)

    kind = models.CharField(max_length=14, choices=Kind)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    table = models.BinaryField()  # the bytes as they were sent
    columns = models.JSONField(default=dict)  # field of the importer → column of the table; or what its form said
    language = models.CharField(max_length=2)  # of the report
    made_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    stage = models.CharField(max_length=10, choices=Stage, default=Stage.COLUMNS)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # how far the writing or checking is
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    faults = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    packed_report = models.BinaryField(default=b"")
    fingerprint = models.CharField(max_length=64, blank=True)  # of what the trial said that would happen
    error = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(stage__in=["to_try", "to_write"]), name="import_job_waiting")
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_table(self) -> bool:
        """Whether its columns have to be named; files of other packages say themselves what is in them."""
        return self.kind in self.Kind.values

    @property
    def kind_words(self) -> str | Promise:
        kind = file_kind(self.kind)
        return kind.words if kind else self.get_kind_display()

    @property
    def page(self) -> tuple[str, str | Promise]:
        """Route and words of the page where it was uploaded."""
        kind = file_kind(self.kind)
        return (kind.page, kind.page_words) if kind else ("people:imports", _("Bring in from a table"))

    @property
    def is_working(self) -> bool:
        return self.stage in self.WORK

    @property
    def can_be_written(self) -> bool:
        changes = self.counts.get("created", 0) + self.counts.get("updated", 0)
        return self.stage == self.Stage.TRIED and not self.faults and changes > 0

    def report(self) -> dict[str, Any]:
        """`problems`: [line, message, is a fault]; `outcomes`: [line, what, name]."""
        return json.loads(gzip.decompress(bytes(self.packed_report))) if self.packed_report else {}

    def keep_report(self, report: dict[str, Any]) -> None:
        self.packed_report = gzip.compress(json.dumps(report, ensure_ascii=False).encode(), mtime=0)
