from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GIVEN_UP_AFTER = timedelta(hours=6)  # a backup that has not ended by then died with its machine


class BackupQuerySet(models.QuerySet["Backup"]):
    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def made(self) -> Self:
        return self.exclude(finished_at=None).filter(error="")

    def there(self) -> Self:
        """Made, and not thinned out since."""
        return self.made().filter(removed_at=None)

    def failed(self) -> Self:
        return self.exclude(error="") | self.filter(finished_at=None, asked_at__lt=timezone.now() - GIVEN_UP_AFTER)

    def under_way(self) -> Self:
        return self.filter(finished_at=None, error="", asked_at__gte=timezone.now() - GIVEN_UP_AFTER)


class Backup(models.Model):
    """One backup that was wanted, and what became of it. Backups leave this table out: it tells of this machine."""

    class Occasion(models.TextChoices):
        NIGHT = "night", _("every night")
        PAGE = "page", _("asked for here")
        COMMAND = "command", _("by the command")

    occasion = models.CharField(max_length=10, choices=Occasion)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    machine = models.CharField(max_length=100, blank=True)
    folder = models.CharField(max_length=400, blank=True)
    file = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    is_locked = models.BooleanField(default=False)
    size = models.BigIntegerField(default=0)  # bytes
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the whole file, for whoever keeps a copy
    rows = models.BigIntegerField(default=0)
    files = models.BigIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)  # thinned out

    objects = BackupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["finished_at"], name="backup_by_end")]

    def __str__(self) -> str:
        return self.file or f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None and not self.error and self.asked_at >= timezone.now() - GIVEN_UP_AFTER
