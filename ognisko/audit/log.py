"""The door to the security log: `note(…)` in the transaction of the verb."""

import json
import logging
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from ognisko.audit import chain, requests
from ognisko.audit.events import Event
from ognisko.audit.models import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from ognisko.people.models import Person

LONGEST_FACTS = 2000
lines = logging.getLogger("ognisko.audit.lines")


def note(
    event: str,
    *,
    by: "Person | AnonymousUser | None" = None,
    target: models.Model | None = None,
    result: str = Entry.Result.DONE,
    request: HttpRequest | None = None,
    **facts: object,
) -> Entry:
    """Write one entry, so that it and what the verb does both happen or neither does.

    `event` is one of `events.Event`. `request` gives address and id; without it the request being answered does, if
    there is one. `facts` hold few small JSON values: ids, numbers, our own words; never names, addresses or texts of
    people. What is refused or fails is noted outside of the transaction that is rolled back.
    """
    asked = request or requests.current()
    entry = Entry.objects.create(
        event=Event(event),
        actor_id=getattr(by, "pk", None),
        target_kind=target._meta.label_lower if target is not None else "",
        target_id=target.pk if target is not None else None,
        result=Entry.Result(result),
        address=requests.address_of(asked),
        request_id=requests.id_of(asked),
        facts=_small(facts),
    )
    transaction.on_commit(lambda: _finish(entry.pk), robust=True)
    return entry


def line(entry: Entry) -> str:
    """An entry for a program that gathers logs. Its number and hash, kept elsewhere, witness the whole chain before."""
    return json.dumps({**chain.content(entry), "hash": entry.hash}, ensure_ascii=False)


def _finish(pk: int) -> None:
    linked = {entry.pk: entry for entry in chain.link_waiting()}
    entry = linked.get(pk) or Entry.objects.get(pk=pk)
    lines.info(line(entry))


def _small(facts: dict[str, Any]) -> dict[str, Any]:
    """JSON that both databases give back as it was: no fractions, no character that PostgreSQL refuses, not much."""
    kept = {name: _plain(value) for name, value in facts.items()}
    if len(text := json.dumps(kept)) > LONGEST_FACTS:
        raise ValueError(f"too much for the security log: {text[:80]}…")
    return kept


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {_plain(str(name)): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset | QuerySet):
        return [_plain(inner) for inner in value]
    return str(value).replace("\0", "").encode(errors="replace").decode()
