"""Erasing a person: one transaction, after which nothing in the database says who it was.

Driven by the declarations of the packages. Reading for traces comes first and takes no lock; writing is one
transaction; then the texts that were written meanwhile are swept once more.
"""

from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone, translation

from ognisko.activity import log
from ognisko.audit.log import note
from ognisko.people.models import Person
from ognisko.personal import Fate, Held
from ognisko.privacy import declared, sweeping
from ognisko.privacy.models import Erasure
from ognisko.privacy.stand_ins import StandInsOf, nobody
from ognisko.privacy.traces import NameTraces


def erase(erasure: Erasure) -> Erasure:
    with translation.override(settings.LANGUAGE_CODE):
        traces = traces_of(erasure.person)
        found = sweeping.find(traces)
        overwrite_what_goes()
        stand_in = StandInsOf(erasure.person)
        _erase_at_once(erasure, traces, found, stand_in)
        _sweep_again(erasure, traces, stand_in)
    return erasure


def traces_of(person: Person) -> NameTraces:
    return NameTraces(
        name=person.name,
        handle=person.handle,
        addresses=tuple(addresses_of(person)),
        stand_in=nobody(),
        pk=person.pk,
        has_namesake=has_namesake(person),
    )


def addresses_of(person: Person) -> list[str]:
    """The address of the account and every other that a package keeps for the person."""
    found = {person.email} if person.email else set()
    for held in declared.held():
        for key in held.people if held.addresses else ():
            for name in held.addresses:
                rows = held.model._base_manager.filter(**{key: person.pk})
                found |= set(rows.values_list(name, flat=True)) if held.people[key] is Fate.DELETE else set()
    return sorted({address.lower() for address in found if address and "@" in address})


def has_namesake(person: Person) -> bool:
    """Somebody else whose name our patterns would take for this one: nothing is replaced then without a look."""
    alone = NameTraces(person.name, "", (), "")
    if len(person.name.split()) < 2:
        return False
    others = Person.objects.exclude(pk=person.pk).values_list("name", flat=True)
    return any(alone.full_name.search(name) for name in others.iterator())


def overwrite_what_goes() -> None:
    """SQLite writes zeros over what is deleted; otherwise the bytes would stay in the file until they are needed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _erase_at_once(
    erasure: Erasure, traces: NameTraces, found: dict[type[models.Model], list[Any]], stand_in: StandInsOf
) -> None:
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=erasure.person_id)
        declared.at_erasure(person, stand_in)
        for held in declared.held():
            erasure.contributions += _settle(held, person, traces.addresses, stand_in)
        changed = sweeping.replace(traces, found, stand_in)
        sweeping.tell_changed(changed)
        declared.wipe(traces)
        erasure.texts = sum(len(pks) for pks in changed.values())
        erasure.finished_at, erasure.claimed_by, erasure.claimed_until = timezone.now(), "", None
        erasure.save(update_fields=["contributions", "texts", "finished_at", "claimed_by", "claimed_until"])
        log.record("privacy.erase", by=None, target=erasure, already_told=True)
        note("person_erased", by=erasure.asked_by, target=erasure, door=erasure.door, person=person.pk)


def _settle(held: Held, person: Person, addresses: tuple[str, ...], stand_in: StandInsOf) -> int:
    """What one model's rows come to; how many stand under a pseudonym now."""
    rows, disguised = held.model._base_manager, 0
    for key, fate in held.addresses.items():
        named = rows.filter(**{f"{key}__in": addresses}) if addresses else rows.none()
        named.delete() if fate is Fate.DELETE else named.update(**{key: _empty(held.model, key)})
    for key, fate in held.people.items():
        named = rows.filter(**{key: person.pk})
        if fate is Fate.DELETE:
            named.delete()
        elif fate is Fate.CLEAR:
            named.update(**{key: None})
        elif fate is Fate.PSEUDONYM:
            disguised += _disguise(held, key, person, stand_in)
    return disguised


def _disguise(held: Held, key: str, person: Person, stand_in: StandInsOf) -> int:
    rows = held.model._base_manager.filter(**{key: person.pk})
    communities = set(rows.order_by().values_list(held.community, flat=True).distinct())
    number = 0
    for community in sorted(communities - {None}):
        theirs = rows.filter(**{held.community: community})
        pks = theirs.values("pk") if "__" in held.community else None
        target = held.model._base_manager.filter(pk__in=pks) if pks is not None else theirs
        number += target.update(**{key: stand_in(community).pk})
    if None in communities:
        rows.filter(**{held.community: None}).update(**{key: None})
    return number


def _empty(model: type[models.Model], key: str) -> str | None:
    return None if model._meta.get_field(key).null else ""


def _sweep_again(erasure: Erasure, traces: NameTraces, stand_in: StandInsOf) -> None:
    """Texts that somebody wrote between the first look and the end, and the places that the office looks at."""
    late = sweeping.find(traces)
    with transaction.atomic():
        changed = sweeping.replace(traces, late, stand_in) if late else {}
        sweeping.tell_changed(changed)
        sweeping.note_places(traces, erasure)
