from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, failed_at=None)

    def due(self) -> Self:
        """Waiting, its time has come, and claimed by nobody or by a worker whose claim ran out."""
        now = timezone.now()
        unclaimed = models.Q(claimed_until=None) | models.Q(claimed_until__lt=now)
        return self.waiting().filter(unclaimed, not_before__lte=now)

    def sent(self) -> Self:
        return self.exclude(sent_at=None)

    def newest_first(self, *, before: int | None = None) -> Self:
        letters = self.order_by("-pk")
        return letters if before is None else letters.filter(pk__lt=before)

    def failed(self) -> Self:
        return self.exclude(failed_at=None)


class Letter(models.Model):
    """One letter to one address: written in the verb's transaction, sent by the worker, once for each key."""

    key = models.CharField(max_length=200, unique=True)  # what makes the letter one: "people.sign_in_link:123:…"
    to_address = models.EmailField()
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="letters")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200)  # made when the letter is written, so that a repeat carries the same
    written_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)

    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(sent_at=None, failed_at=None),
                name="letter_waiting",
            ),
            models.Index(fields=["id"], condition=~models.Q(failed_at=None), name="letter_failed"),
        ]

    def __str__(self) -> str:
        return self.subject
