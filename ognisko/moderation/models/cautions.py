from django.db import models

from ognisko.communities.models import Community


class CautionCount(models.Model):
    """How often something was posted in spite of a warning: a number for a day and a community. No person, no text."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=10)  # of text.sensitive.Kind
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "day", "kind"], name="caution_counted_once_a_day")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.day} {self.kind}: {self.count}"
