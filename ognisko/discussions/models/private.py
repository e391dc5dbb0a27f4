from django.db import models
from django.utils import timezone

from ognisko.discussions.models.thread import Thread
from ognisko.people.models import Person


class ReadPosition(models.Model):
    """How far a person has read a thread: their own private row, for "new since" only, in no measure and no log."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="read_positions")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()  # of the last post read
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="read_position_once")]

    def __str__(self) -> str:
        return f"{self.thread} · {self.number}"


class Draft(models.Model):
    """What a person began to type, kept until it is posted or thrown away."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=80)  # "thread:12", "community:3", "edit:45"
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="draft_once_in_a_place")]

    def __str__(self) -> str:
        return f"{self.person} · {self.place}"
