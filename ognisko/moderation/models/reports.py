from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Community
from ognisko.people.models import Person


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> Self:
        return self.filter(settled_at=None)

    def about(self, kind: str, pk: int) -> Self:
        return self.filter(kind=kind, target_id=pk)

    def for_the_office(self) -> Self:
        """Those that the office may settle beside, or instead of, the community."""
        return self.filter(office_from__lte=timezone.now())

    def oldest_first(self) -> Self:
        return self.order_by("made_at", "pk")


class Report(models.Model):
    """Somebody says that something should not stand there. What is reported is a kind of the registry and a number."""

    class Reason(models.TextChoices):
        PERSONAL_DATA = "personal_data", _("personal data of somebody")
        SECRECY = "secrecy", _("information protected by law")
        INSULT = "insult", _("it insults somebody or treats them worse")
        RULES = "rules", _("against the rules of the community")
        ADVERTISING = "advertising", _("advertising")
        OTHER = "other", _("something else")

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", _("hidden")
        LEFT = "left", _("left as it is")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=40)  # a key of the registry: "post"
    target_id = models.BigIntegerField()
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="reported")  # of the target
    reporter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="reports")  # or a visitor
    digest = models.CharField(max_length=64, blank=True)  # of the secret in a visitor's address
    reason = models.CharField(max_length=16, choices=Reason)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    office_from = models.DateTimeField()  # from when the office may settle it
    office_told_at = models.DateTimeField(null=True)

    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)  # to who reported

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target_id", "reporter"], condition=Q(settled_at=None), name="reported_once"
            ),
            models.CheckConstraint(condition=~Q(settled_by=F("author")), name="author_never_settles"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | Q(settled_at__isnull=False, outcome__in=["hidden", "left"]),
                name="report_settled_as_it_may",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "made_at"], condition=Q(settled_at=None), name="reports_waiting"),
            models.Index(fields=["kind", "target_id"], name="reports_about"),
            models.Index(fields=["digest"], condition=~Q(digest=""), name="report_of_visitor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}: {self.reason}"

    @property
    def is_waiting(self) -> bool:
        return self.settled_at is None
