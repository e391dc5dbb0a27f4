from datetime import time
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    MONTHLY = "monthly", _("once a month")
    NEVER = "never", _("never")


DIGESTS = (Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def untold(self) -> Self:
        """Not seen in the application, and in no letter yet."""
        return self.filter(seen_at=None, told_at=None)

    def due(self) -> Self:
        return self.untold().filter(due_at__lte=timezone.now())


class Notice(models.Model):
    """What one person hears of one event. Its target is a label and an id, since its package stands above this one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)  # a key of the registry
    event_id = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    target_kind = models.CharField(max_length=60)  # "discussions.post"
    target_id = models.BigIntegerField()
    community_id = models.BigIntegerField(null=True)
    bundle = models.CharField(max_length=60)  # notices of one bundle are one line: "thread:12"
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    rhythm = models.CharField(max_length=10, choices=Rhythm)  # how it goes out, as the person wished when it was made
    due_at = models.DateTimeField(null=True)  # of a letter at once: not before this
    told_at = models.DateTimeField(null=True)  # went into a letter, or needed none any more

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event_id"], name="told_of_an_event_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_newest"),
            models.Index(fields=["person", "bundle"], condition=Q(seen_at=None), name="notice_unseen"),
            models.Index(fields=["due_at"], condition=Q(seen_at=None, told_at=None), name="notice_due"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind} · {self.bundle}"


class Following(models.Model):
    """How much a person wants to hear of one place: a thread or a community."""

    class Level(models.TextChoices):
        ALL = "all", _("everything")
        MENTIONS = "mentions", _("only mentions of me")
        NOTHING = "nothing", _("nothing")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings")
    place = models.CharField(max_length=60)  # "thread:12", "community:3"
    community_id = models.BigIntegerField(null=True)
    level = models.CharField(max_length=10, choices=Level)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="place_followed_once")]
        indexes = [models.Index(fields=["place", "level", "person"], name="followers_of_place")]

    def __str__(self) -> str:
        return f"{self.person} · {self.place} · {self.level}"


class Preference(models.Model):
    """How often a person wants letters of a kind, or of a community; without a row the default of the kind holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=30, blank=True)
    community_id = models.BigIntegerField(null=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(community_id=None), name="kind_chosen_once"),
            models.UniqueConstraint(
                fields=["person", "community_id"], condition=Q(kind=""), name="community_chosen_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="", community_id__isnull=False) | (~Q(kind="") & Q(community_id=None)),
                name="preference_of_a_kind_or_of_a_community",
            ),
        ]
        indexes = [models.Index(fields=["rhythm", "person"], name="preferring_a_rhythm")]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind or self.community_id} · {self.rhythm}"


class Hours(models.Model):
    """When letters may reach a person, by the clock where the person is."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_hours")
    begins = models.TimeField(default=time(7))
    ends = models.TimeField(default=time(18))
    days = models.CharField(max_length=7, default="12345")  # Monday is 1
    zone = models.CharField(max_length=60, blank=True)  # empty: that of the installation

    def __str__(self) -> str:
        return f"{self.person} · {self.days} {self.begins:%H:%M}–{self.ends:%H:%M}"


class Digest(models.Model):
    """That a person's summary of a period is settled: written, or empty and therefore not written."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    period = models.DateTimeField()  # the moment at which it is due
    until = models.DateTimeField(default=timezone.now)  # what is older was weighed already
    is_written = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "rhythm", "period"], name="digest_once_a_period")]

    def __str__(self) -> str:
        return f"{self.person} · {self.rhythm} · {self.period:%Y-%m-%d}"
