from typing import Self

from django.db import models
from django.utils import timezone

from ognisko.people.models import Person
from ognisko.privacy.models.job import Erasure


class StandIn(models.Model):
    """The pseudonym of somebody erased, in one community. Nothing ties the pseudonyms of one person together."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="stands_in")
    community_id = models.BigIntegerField()
    number = models.PositiveIntegerField()  # „Konto usunięte 3”

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community_id", "number"], name="stand_in_numbered_once")]

    def __str__(self) -> str:
        return f"{self.community_id} · {self.number}"


class PlaceQuerySet(models.QuerySet["Place"]):
    def waiting(self) -> Self:
        return self.filter(settled_at=None)


class Place(models.Model):
    """Where a text of somebody else may still speak of an erased person: an inflected name, a namesake.

    It holds where to look, and no word of the name: the office reads the sentence and decides.
    """

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="places")
    model = models.CharField(max_length=60)  # "discussions.post"
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    start = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of the whole text, so that a later edit is seen
    community_id = models.BigIntegerField(null=True)
    found_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    is_replaced = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["erasure", "model", "object_id", "field", "start"], name="place_found_once")
        ]

    def __str__(self) -> str:
        return f"{self.model}:{self.object_id}.{self.field}"
