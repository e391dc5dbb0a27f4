from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, failed_at=None)

    def due(self) -> Self:
        """Waiting, its time has come, held up by no pause, claimed by nobody or by a worker whose claim ran out."""
        now = timezone.now()
        unclaimed = models.Q(claimed_until=None) | models.Q(claimed_until__lt=now)
        resting = DomainRest.objects.filter(until__gt=now).values("domain")
        return self.waiting().filter(unclaimed, not_before__lte=now).exclude(domain__in=resting).not_paused()

    def not_paused(self) -> Self:
        """A letter that somebody asked for this minute is tried all the same."""
        paused = PausedAddress.objects.values("address")
        return self.alias(box=Lower("to_address")).filter(models.Q(is_asked_for=True) | ~models.Q(box__in=paused))

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
    domain = models.CharField(max_length=255, blank=True)  # of the address, in small letters
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="letters")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200)  # made when the letter is written, so that a repeat carries the same
    written_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    is_asked_for = models.BooleanField(default=False)  # by its receiver, as a link to sign in: no pause holds it up

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
            models.Index(fields=["sent_at"], condition=~models.Q(sent_at=None), name="letter_sent"),
        ]

    def __str__(self) -> str:
        return self.subject


class PausedAddress(models.Model):
    """Its mail server says that nobody is there: letters to it wait until its person says that it works again."""

    address = models.EmailField(unique=True)  # in small letters
    said = models.TextField(blank=True)
    paused_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.address


class DomainRest(models.Model):
    """A domain whose mail server said "later": no letter goes there until then. The row goes with the first success."""

    domain = models.CharField(max_length=255, unique=True)
    until = models.DateTimeField()
    rests = models.PositiveSmallIntegerField(default=1)  # in a row
    said = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.domain
