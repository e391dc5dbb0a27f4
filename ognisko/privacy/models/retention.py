from django.db import models
from django.utils import timezone

from ognisko.people.models import Person


class Period(models.Model):
    """For how many days this office keeps something; without a row the default of its package holds."""

    key = models.CharField(max_length=60, unique=True)  # of personal.Retention
    days = models.PositiveIntegerField()
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.key}: {self.days}"


class InactivityWarning(models.Model):
    """That somebody was told that their account closes, because nobody has signed in with it for long."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id} · {self.sent_at:%Y-%m-%d}"
