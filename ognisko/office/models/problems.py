"""Problems with accessibility that people report, each with the clock that the law sets (A11Y-07)."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ANSWERED_WITHIN = timedelta(days=7)
WARNED_BEFORE = timedelta(days=2)
LONGEST_MONTHS = 2


class AccessibilityProblemQuerySet(models.QuerySet["AccessibilityProblem"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def unwarned(self) -> Self:
        """Open, and so near to their day that whoever handles them should hear of it, once for each day set."""
        return self.open().filter(warned_at=None, due_at__lte=timezone.now() + WARNED_BEFORE)

    def in_order(self) -> Self:
        """Open ones first, the nearest day on top; then the closed ones, the latest on top."""
        return self.order_by(models.F("closed_at").desc(nulls_first=True), "due_at", "pk")


class AccessibilityProblem(models.Model):
    class Outcome(models.TextChoices):
        REPAIRED = "repaired", _("It works now")
        OTHER_WAY = "other_way", _("The person got it in another way")
        REFUSED = "refused", _("We refused, with the reason")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    page = models.CharField(max_length=500, blank=True)
    what = models.TextField()
    preferred = models.TextField(blank=True)  # the way in which the person would like to get it
    language = models.CharField(max_length=2, default="pl")

    received_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = AccessibilityProblemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(closed_at=None), name="problem_open")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.page}"

    @property
    def is_late(self) -> bool:
        return self.closed_at is None and self.due_at < timezone.now()

    @property
    def latest_day(self) -> datetime:
        """Two months after it was received: no later day may be set."""
        return months_later(timezone.localtime(self.received_at), LONGEST_MONTHS)


class ProblemStep(models.Model):
    """What was done with a report, in order: an answer, a later day with its reason, the end."""

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("answer")
        EXTENDED = "extended", _("a later day")
        CLOSED = "closed", _("settled")

    problem = models.ForeignKey(AccessibilityProblem, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.kind}"


def months_later(moment: datetime, months: int) -> datetime:
    """The same day of a later month, or that month's last day where it is shorter."""
    place = moment.month - 1 + months
    year, month = moment.year + place // 12, place % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
