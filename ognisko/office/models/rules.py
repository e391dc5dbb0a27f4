"""What administrators choose in the product: it goes before the environment, which stays the default."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HouseRules(models.Model):
    """One row."""

    class Registration(models.TextChoices):
        CLOSED = "closed", _("Nobody by themselves: an administrator makes accounts")
        INVITATION = "invitation", _("Whom a community invited")
        DOMAINS = "domains", _("People with an address in the domains below by themselves, others by invitation")
        OPEN = "open", _("Anybody")

    registration = models.CharField(max_length=10, choices=Registration, blank=True)  # empty: as the environment says
    domains = models.JSONField(default=list)  # of strings; only with a registration chosen here
    read_only_since = models.DateTimeField(null=True)
    read_only_words = models.CharField(max_length=300, blank=True)  # to people: why, and until when
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_set_of_house_rules")]

    def __str__(self) -> str:
        return self.registration


class FreeDay(models.Model):
    """A day on which this office does not work, beside Saturdays, Sundays and public holidays."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
