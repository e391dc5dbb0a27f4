from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

ATTEMPTS = 10  # so often a worker tries to tell an event, over some two hours; then it stays, with its error


class EventQuerySet(models.QuerySet["Event"]):
    def untold(self) -> Self:
        return self.filter(told_at=None)

    def claimable(self) -> Self:
        """Untold, not given up, and claimed by nobody or by a worker whose claim ran out."""
        is_free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=timezone.now())
        return self.untold().filter(is_free, attempts__lt=ATTEMPTS)

    def stuck(self) -> Self:
        """Untold although tried as often as we try."""
        return self.untold().filter(attempts__gte=ATTEMPTS)

    def of_community(self, community_id: int) -> Self:
        return self.filter(community_id=community_id)


class Event(models.Model):
    """Who did what to what, in which community, from which unit, when. Written in the transaction of the verb.

    The target may be anything, so it is a label and an id; unit and community are plain ids, since their packages
    stand above this one, and since the unit at that time stays when the person moves or the unit ends.
    """

    verb = models.CharField(max_length=60)  # "discussions.reply": the package and its verb
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    target_kind = models.CharField(max_length=60)  # "discussions.post": the model's label in lower case
    target_id = models.BigIntegerField()
    community_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)

    told_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(told_at=None), name="event_untold"),
            models.Index(fields=["community_id", "at"], name="event_of_community"),
            models.Index(fields=["target_kind", "target_id"], name="event_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind}:{self.target_id}"


class FiringQuerySet(models.QuerySet["Firing"]):
    def claimable(self) -> Self:
        is_free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=timezone.now())
        return self.filter(is_free, finished_at=None, attempts__lt=ATTEMPTS)

    def undone(self) -> Self:
        return self.filter(finished_at=None)

    def in_nobodys_hands(self) -> Self:
        """Not done, and no worker is at it now; it may be resting after a fault, or be given up."""
        is_over = models.Q(claimed_by="") | models.Q(claimed_until=None) | models.Q(claimed_until__lt=timezone.now())
        return self.undone().filter(is_over)


class Firing(models.Model):
    """One time that something of the schedule is due. The unique row makes it happen once, however many nodes run."""

    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = FiringQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="fired_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
