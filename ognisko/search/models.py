from typing import Any

from django.db import models
from django.utils import timezone


class VectorField(models.TextField):
    """PostgreSQL's index of an entry, made by us. SQLite keeps its index in a table of its own, and this empty."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return value if connection.vendor == "postgresql" else ""

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, kind: str, object_ids: Any) -> "EntryQuerySet":
        return self.filter(kind=kind, object_id__in=object_ids)


class Entry(models.Model):
    """One thing that can be found, of any package; narrow, because permission is asked of each hit."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    group_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    author_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    language = models.CharField(max_length=2, default="pl")
    analyser_version = models.CharField(max_length=120)
    vector = VectorField(default="", editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_once")]
        indexes = [models.Index(fields=["analyser_version"], name="entry_by_analyser")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class EntryText(models.Model):
    """The wide half of an entry, read only for the few that come into question."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="words")
    external_id = models.CharField(max_length=200, blank=True, db_index=True)
    title = models.CharField(max_length=300)
    text = models.TextField()
    address = models.CharField(max_length=300)
    facets = models.JSONField(default=list)
    keys = models.BinaryField()  # analysis/keys.py

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """How many entries that are open to all hold a key. Words are kept as well, for beginnings and typing errors."""

    key = models.BigIntegerField(primary_key=True)
    holding = models.PositiveIntegerField(default=0)
    form = models.BinaryField(null=True)  # folded, UTF-8: bytes have one order on every database
    backwards = models.BinaryField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["form"], condition=models.Q(form__isnull=False), name="term_by_beginning"),
            models.Index(fields=["backwards"], condition=models.Q(backwards__isnull=False), name="term_by_end"),
        ]

    def __str__(self) -> str:
        return bytes(self.form or b"").decode() or str(self.key)


class Count(models.Model):
    """The last count of the whole index, one row; and how far a renewal of the index has come."""

    entries = models.PositiveIntegerField(default=0)  # open to all; so are the averages
    title_words = models.FloatField(default=0)
    text_words = models.FloatField(default=0)
    up_to = models.BigIntegerField(default=0)  # the latest entry that was counted
    counted_at = models.DateTimeField(default=timezone.now)
    renewing_of = models.PositiveIntegerField(default=0)
    renewed = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)  # to the one process that renews or counts

    def __str__(self) -> str:
        return f"{self.entries} · {self.counted_at:%Y-%m-%d %H:%M}"
