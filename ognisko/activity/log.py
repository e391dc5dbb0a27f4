from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, models
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.prepared import insert

if TYPE_CHECKING:
    from ognisko.people.models import Person


def record(
    verb: str,
    *,
    by: "Person | None",
    target: models.Model,
    community_id: int | None = None,
    unit_id: int | None = None,
    at: datetime | None = None,
    already_told: bool = False,
    **facts: object,
) -> Event:
    """Write the event of a verb. Called inside the verb's transaction, so that both happen or neither does.

    `unit_id` defaults to the unit where the actor works now. `facts` hold small JSON values, never texts of posts.
    """
    assert connection.in_atomic_block, f"{verb} must be recorded in the transaction of its verb"
    moment = at or timezone.now()
    event = Event(
        verb=verb,
        actor=by,
        target_kind=target._meta.label_lower,
        target_id=target.pk,
        community_id=community_id,
        unit_id=unit_id if unit_id is not None else getattr(by, "unit_id", None),
        at=moment,
        facts=facts,
        told_at=moment if already_told else None,
    )
    insert(event)
    return event
