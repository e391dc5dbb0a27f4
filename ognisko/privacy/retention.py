"""For how long things are kept: one table of what the packages declare, with the office's own numbers of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from ognisko.audit.log import note
from ognisko.personal import Retention
from ognisko.privacy.declared import retentions
from ognisko.privacy.models import Period

AT_ONCE = 500


@dataclass(frozen=True)
class Outcome:
    rule: Retention
    days: int
    rows: int


def rules() -> dict[str, Retention]:
    return retentions()


def days(rule: Retention) -> int:
    return Period.objects.filter(key=rule.key).values_list("days", flat=True).first() or rule.days


def table() -> list[tuple[Retention, int]]:
    """Every rule with the days that hold here, in the order of packages."""
    chosen = dict(Period.objects.values_list("key", "days"))
    return [(rule, chosen.get(rule.key, rule.days)) for rule in rules().values()]


def due_now() -> Iterator[Outcome]:
    """What a purge would take now."""
    now = timezone.now()
    for rule, number in table():
        yield Outcome(rule, number, rule.due(now - timedelta(days=number)).count())


def purge() -> list[Outcome]:
    """Let go what is kept no longer. Each rule by itself: what one cannot do does not hold up the others."""
    now = timezone.now()
    done = [Outcome(rule, number, _go(rule, now - timedelta(days=number))) for rule, number in table()]
    gone = {outcome.rule.key: outcome.rows for outcome in done if outcome.rows}
    if gone:
        with transaction.atomic():
            note("purged", rows=gone)
    return done


def purge_by_schedule() -> None:
    purge()


def _go(rule: Retention, before: datetime) -> int:
    if rule.go is not None:
        return rule.go(before)
    return sum(_delete_in_steps(rule.due(before)))


def _delete_in_steps(rows: models.QuerySet) -> Iterator[int]:
    """Many short transactions, for on SQLite there is one writer at a time."""
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=pks).delete()
        yield len(pks)
