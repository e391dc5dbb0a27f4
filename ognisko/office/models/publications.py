"""Texts that the law asks for. Each is a row for each version: at most one draft, the others as they were published."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DRAFT = 0


class PublicationQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        return self.exclude(version=DRAFT)

    def newest(self) -> Any:
        return self.published().order_by("-version").first()

    def draft(self) -> Any:
        return self.filter(version=DRAFT).first()


class Publication(models.Model):
    """`texts` are {"pl": {key: text}, "en": {key: text}}; keys and order stand in statements.py, clauses.py."""

    version = models.PositiveSmallIntegerField(unique=True, default=DRAFT)
    texts = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.version or 'draft'}"

    def text(self, language: str, field: str) -> str:
        return str(self.texts.get(language, {}).get(field, ""))


class AccessibilityStatement(Publication):
    class Status(models.TextChoices):
        FULL = "full", _("fully compliant")
        PARTIAL = "partial", _("partially compliant")
        NONE = "none", _("not compliant")

    class Method(models.TextChoices):
        SELF = "self", _("our own assessment")
        EXTERNAL = "external", _("an assessment by an external body")

    site_published_on = models.DateField(null=True)
    site_updated_on = models.DateField(null=True)
    drawn_up_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=Status, blank=True)
    method = models.CharField(max_length=8, choices=Method, blank=True)
    auditor = models.CharField(max_length=160, blank=True)
    report_url = models.URLField(max_length=400, blank=True)
    costs_url = models.URLField(max_length=400, blank=True)  # the assessment of excessive costs
    contact_person = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)


class InformationClause(Publication):
    """What people are told about their data (GDPR, article 13)."""


class Reading(models.Model):
    """Who confirmed to have read which version of the clause, and when."""

    clause = models.ForeignKey(InformationClause, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clause", "person"], name="clause_read_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.clause_id}"
