from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.text.polish import sort_key


class NodeQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gt=today))

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Node(models.Model):
    """A place in a tree with history: it begins, may be renamed or moved, and ends without being deleted."""

    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    sort_key = models.CharField(max_length=800, editable=False, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    external_id = models.CharField(max_length=400, null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)[:800]
        super().save(*args, **kwargs)


class Organisation(Node):
    class Meta:
        constraints = [models.UniqueConstraint(fields=["external_id"], name="organisation_external_id_once")]


class Unit(Node):
    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("department")
        BUREAU = "bureau", _("bureau")
        DIVISION = "division", _("division")
        SECTION = "section", _("section")
        TEAM = "team", _("team")
        SINGLE_POST = "single_post", _("independent post")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    unit_type = models.CharField(max_length=20, choices=Kind, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "external_id"], name="unit_external_id_once"),
        ]


class OrganisationRelation(models.Model):
    """A further parent that a source names beside the first one."""

    child = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="further_parents")
    parent = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="further_children")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "parent"], name="organisation_related_once")]

    def __str__(self) -> str:
        return f"{self.child} ← {self.parent}"


class UnitRelation(models.Model):
    child = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="further_parents")
    parent = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="further_children")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "parent"], name="unit_related_once")]

    def __str__(self) -> str:
        return f"{self.child} ← {self.parent}"


class Assignment(models.Model):
    """Where a person worked and when; a move ends one row and begins another, so old activity keeps its unit."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="assignments")
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until=None), name="person_assigned_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.unit or self.organisation}"
