from datetime import date
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
    regon = models.CharField("REGON", max_length=14, blank=True)
    teryt = models.CharField("TERYT", max_length=7, blank=True)
    delivery_address = models.CharField(_("address for electronic delivery"), max_length=40, blank=True)

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
    unit_type = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    successor = models.ForeignKey(  # where its people and the units below it go when it ends
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "external_id"], name="unit_external_id_once"),
        ]


class FormerNode(models.Model):
    """How a place was called and where it stood until a day; written only when that changes."""

    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=40, blank=True)
    until = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} (–{self.until})"


class FormerOrganisation(FormerNode):
    node = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former")
    parent = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")


class FormerUnit(FormerNode):
    node = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")


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


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on(self, day: date) -> Self:
        return self.filter(since__lte=day).filter(models.Q(until=None) | models.Q(until__gt=day))

    def planned(self) -> Self:
        return self.filter(since__gt=timezone.localdate())


class Assignment(models.Model):
    """Where a person works, worked or is going to work, from `since` until the day before `until`.

    A move ends one row and begins another, so old activity keeps its unit. The row without an end is the last one; it
    may lie ahead, and `actions.settle_places` moves the person when its day comes.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="assignments")
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until=None), name="person_assigned_once_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["since"], name="assignment_by_first_day")]

    def __str__(self) -> str:
        return f"{self.person}: {self.unit or self.organisation}"
