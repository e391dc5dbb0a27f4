from django.db import models
from django.utils import timezone


class Merger(models.Model):
    """Two accounts were one person's: what is left of the double, an empty row, leads to the one that was kept."""

    double = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="merged")
    into = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="doubles")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.double_id} → {self.into_id}"
