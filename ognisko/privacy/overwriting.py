"""What a database let go of lies in its file until something is written over it; after an erasure we see to that."""

from django.db import connection
from django.utils import timezone

from ognisko.privacy.models import Erasure


def overwrite() -> None:
    """`VACUUM` writes a SQLite file anew without what was deleted; on PostgreSQL it frees the rows that nobody sees."""
    waiting = Erasure.objects.filter(overwritten_at=None).exclude(finished_at=None)
    pks = list(waiting.values_list("pk", flat=True))
    if not pks:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Erasure.objects.filter(pk__in=pks).update(overwritten_at=timezone.now())
