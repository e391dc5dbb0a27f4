from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InstallationRole(models.Model):
    """A duty in this installation, not in a community; given and taken with a record."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        PROGRAMME_KEEPER = "programme_keeper", _("programme keeper")
        DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
        UNIT_HEAD = "unit_head", _("head of a unit")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="installation_roles")
    kind = models.CharField(max_length=30, choices=Kind)
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="heads")  # of a unit head
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(unit=None), name="installation_role_once"
            ),
            models.UniqueConstraint(fields=["person", "unit"], name="head_of_a_unit_once"),
            models.CheckConstraint(
                condition=models.Q(kind="unit_head", unit__isnull=False)
                | (~models.Q(kind="unit_head") & models.Q(unit=None)),
                name="only_a_head_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
