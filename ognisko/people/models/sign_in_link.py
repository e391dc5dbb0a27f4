from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

LIFETIME = timedelta(minutes=15)


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def alive(self) -> Self:
        return self.filter(used_at=None, made_at__gt=timezone.now() - LIFETIME)

    def over(self) -> Self:
        return self.filter(made_at__lte=timezone.now() - LIFETIME)


class SignInLink(models.Model):
    """A link that signs one person in once; only the hash of its secret is kept."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    next_path = models.CharField(max_length=500, blank=True)  # the page that the person was on the way to
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = SignInLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person} {self.made_at:%Y-%m-%d %H:%M}"
