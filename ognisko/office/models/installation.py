from django.db import models
from django.utils import timezone


class Office(models.Model):
    """This installation's own face and state: one row."""

    name = models.CharField(max_length=200, blank=True)
    is_set_up = models.BooleanField(default=False)
    holds_demo = models.BooleanField(default=False)  # production refuses to serve a database with the demo's people
    first_run_code = models.CharField(max_length=128, blank=True)  # hashed; printed once on the console
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_office")]

    def __str__(self) -> str:
        return self.name


class Throttle(models.Model):
    """How often something was tried in vain under one key, and until when the next try has to wait.

    The key is a keyed hash, so that the table holds neither addresses of people nor addresses of their machines.
    """

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    last_try_at = models.DateTimeField(db_index=True)
    wait_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.tries}"
