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
