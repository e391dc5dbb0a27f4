from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import Person


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())

    def in_order(self) -> Self:
        """What is due first stands first; what is closed comes after, the latest first."""
        return self.order_by(models.F("closed_on").desc(nulls_first=True), "due_on", "pk")


class Request(models.Model):
    """A request about personal data (art. 15–22), with the deadline of art. 12(3)."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("access to data, a copy")
        RECTIFICATION = "rectification", _("correction of data")
        ERASURE = "erasure", _("erasure of data")
        RESTRICTION = "restriction", _("restriction of processing")
        PORTABILITY = "portability", _("data to take elsewhere")
        OBJECTION = "objection", _("objection to processing")
        OTHER = "other", _("another matter of personal data")

    class Decision(models.TextChoices):
        GRANTED = "granted", _("granted")
        PARTLY = "partly", _("granted in part")
        REFUSED = "refused", _("refused, with the reason and the way to complain")
        WITHDRAWN = "withdrawn", _("withdrawn by the person")

    kind = models.CharField(_("what it asks for"), max_length=14, choices=Kind)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(_("from whom"), max_length=200, blank=True)  # where it is nobody of ours
    matter = models.TextField(_("what it says"), blank=True)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField()
    extended_on = models.DateField(null=True)
    extension_reason = models.TextField(_("reason"), blank=True)
    closed_on = models.DateField(null=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    answer = models.TextField(_("what was answered"), blank=True)
    registered_at = models.DateTimeField(default=timezone.now)
    registered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None, decision="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(decision="")),
                name="request_closes_with_a_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(extended_on=None) | ~models.Q(extension_reason=""),
                name="request_is_extended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"

    @property
    def number(self) -> str:
        return f"{self.pk}/{self.received_on.year}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def days_left(self) -> int:
        today: date = timezone.localdate()
        return (self.due_on - today).days
