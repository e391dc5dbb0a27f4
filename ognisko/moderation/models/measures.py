from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Community, Membership
from ognisko.communities.pauses import last_day_before
from ognisko.people.models import Person


class MeasureQuerySet(models.QuerySet["Measure"]):
    def in_force(self) -> Self:
        """Not taken back, and not over by itself."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()), ended_at=None)

    def hidings_of(self, kind: str, pk: int) -> Self:
        return self.filter(kind=Measure.Kind.HIDING, target_kind=kind, target_id=pk)

    def concerning(self, person: Any) -> Self:
        return self.filter(person=person.pk)

    def latest(self) -> Self:  # type: ignore[override]
        return self.order_by("-decided_at", "-pk")


class Measure(models.Model):
    """What was decided about a person or their words: why, by whom, until when, and whether it still holds."""

    class Kind(models.TextChoices):
        HIDING = "hiding", _("a hidden post")
        WARNING = "warning", _("a warning")
        PAUSE = "pause", _("a pause of writing")
        EXCLUSION = "exclusion", _("exclusion")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="measures")
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="measures"
    )  # whom it concerns
    kind = models.CharField(max_length=10, choices=Kind)
    target_kind = models.CharField(max_length=40, blank=True)  # of a hiding: a key of the registry
    target_id = models.BigIntegerField(null=True)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True)  # to the person: why, and by which rule
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_at_once = models.BooleanField(default=False)  # hidden by a report of personal data; nobody has looked yet
    until = models.DateTimeField(null=True)  # of a pause
    ended_at = models.DateTimeField(null=True)  # when it was taken back
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kept = models.JSONField(default=dict)  # what the target's package needs to show it again as it was
    seen_at = models.DateTimeField(null=True)  # by the person, on its page

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id"], condition=Q(kind="hiding", ended_at=None), name="hidden_once"
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("person")), name="nobody_judges_themself"),
            models.CheckConstraint(condition=Q(is_at_once=False) | Q(decided_by=None), name="at_once_is_undecided"),
        ]
        indexes = [
            models.Index(fields=["person", "-decided_at"], name="measures_of_person"),
            models.Index(fields=["community", "-decided_at"], name="measures_in_community"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.community_id} · {self.decided_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:measure", args=[self.pk])

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None and (self.until is None or self.until > timezone.now())


class AppealQuerySet(models.QuerySet["Appeal"]):
    def waiting(self) -> Self:
        return self.filter(decided_at=None)

    def for_the_office(self) -> Self:
        return self.filter(office_from__lte=timezone.now())

    def oldest_first(self) -> Self:
        return self.order_by("made_at", "pk")


class Appeal(models.Model):
    """Against a measure, once; decided by another person than the one who took it. The database holds to that."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("the decision is taken back")
        UPHELD = "upheld", _("the decision stands")
        NEEDLESS = "needless", _("taken back before it was decided")

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="appeal")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="appeals")
    against = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # who decided the measure
    words = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    decide_by = models.DateTimeField()
    office_from = models.DateTimeField()  # from when the office may decide it
    office_told_at = models.DateTimeField(null=True)

    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("against")), name="another_person_decides"),
            models.CheckConstraint(condition=~Q(decided_by=F("person")), name="nobody_decides_their_own_appeal"),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="")
                | Q(decided_at__isnull=False, outcome__in=["granted", "upheld", "needless"]),
                name="appeal_decided_as_it_may",
            ),
        ]
        indexes = [models.Index(fields=["made_at"], condition=Q(decided_at=None), name="appeals_waiting")]

    def __str__(self) -> str:
        return f"{self.measure} – {self.made_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None

    @property
    def last_day(self) -> date:
        """On which it is to be decided at the latest."""
        return last_day_before(self.decide_by)
