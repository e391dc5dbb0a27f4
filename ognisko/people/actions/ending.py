"""A unit or an organisation ends on a day, and is never deleted: what was done there stays with it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from ognisko.activity import log
from ognisko.people.actions.moving import insert_assignment, settle_person
from ognisko.people.actions.roles import drop_heads
from ognisko.people.actions.structure import lock_trees, must_change_structure, record_change, remember
from ognisko.people.models import Assignment, Organisation, Person, Unit
from ognisko.people.structure import path_up


def end_unit(
    unit: Unit, *, on: date, by: Person | None, people_to: Unit | None = None, people_stay: bool = False
) -> Unit:
    """From the day `on` the unit is no more. Its people go to another unit, or stay in the organisation without one."""
    must_change_structure(by)
    with transaction.atomic():
        lock_trees()
        _guard_end(unit, on)
        if children := list(unit.children.current().filter(Q(valid_to=None) | Q(valid_to__gt=on))):
            names = ", ".join(child.name for child in children[:5])
            raise ValidationError(gettext("First end or move the units below it: %(names)s.") % {"names": names})
        if people_to is None and not people_stay and people_on(unit, on).filter(person__is_active=True).exists():
            raise ValidationError({"people_to": gettext("People work here. Say where they go.")})
        _end(unit, on, people_to)
        record_change("people.end_unit", unit, by=by, on=on.isoformat(), people_to=people_to.pk if people_to else None)
        settle_ends()
    return unit


def merge_units(unit: Unit, *, into: Unit, since: date, by: Person | None) -> Unit:
    """From a day on one unit is part of another: people and units below go there, and the first one ends."""
    must_change_structure(by)
    with transaction.atomic():
        lock_trees()
        _guard_end(unit, since)
        if into.organisation_id != unit.organisation_id and unit.children.current().exists():
            raise ValidationError(gettext("It goes to another organisation. First end or merge the units below it."))
        if unit.pk in path_up(into):
            raise ValidationError(
                gettext("“%(name)s” lies below this unit. First move it up.") % {"name": into.name}, code="circle"
            )
        _end(unit, since, into)
        record_change("people.merge_units", unit, by=by, into=into.pk, on=since.isoformat())
        settle_ends()
    return unit


def reopen(node: Any, *, by: Person) -> Any:
    """An end that was a mistake or did not come: the unit or organisation stays. People stay where they went."""
    must_change_structure(by)
    with transaction.atomic():
        was_ahead = node.valid_to and node.valid_to > timezone.localdate()
        node.valid_to = None
        fields = ["valid_to"]
        if isinstance(node, Unit):
            node.successor = None
            fields.append("successor")
        node.save(update_fields=fields)
        record_change("people.reopen", node, by=by, was_ahead=bool(was_ahead))
    return node


def end_organisation(organisation: Organisation, *, on: date, by: Person | None) -> Organisation:
    """Only an empty one: people and units are moved, ended or merged first, each where it belongs."""
    must_change_structure(by)
    with transaction.atomic():
        lock_trees()
        _guard_end(organisation, on)
        still = Q(valid_to=None) | Q(valid_to__gt=on)
        if organisation.units.filter(still).exists():
            raise ValidationError(gettext("It still has units. First end them, or merge them into units elsewhere."))
        if organisation.children.filter(still).exists():
            raise ValidationError(gettext("Other organisations lie below it. First move them."))
        at_work = Assignment.objects.filter(organisation=organisation).filter(Q(until=None) | Q(until__gt=on))
        if at_work.filter(person__is_active=True).exists():
            raise ValidationError(gettext("People still work there. First move them."))
        organisation.valid_to = on
        organisation.save(update_fields=["valid_to"])
        record_change("people.end_organisation", organisation, by=by, on=on.isoformat())
    return organisation


def settle_ends() -> int:
    """People and units leave what has ended. From the schedule, and at once after an end that is not ahead."""
    today, moved = timezone.localdate(), 0
    ended = Unit.objects.filter(valid_to__lte=today)
    full = Q(assignments__until=None, assignments__isnull=False) | Q(assignments__until__gt=today)
    for unit in ended.filter(full | Q(children__isnull=False)).distinct().select_related("organisation"):
        with transaction.atomic():
            moved += _leave(unit)
    return moved


def people_on(unit: Unit, day: date) -> Any:
    """The assignments to a unit that last on a day or begin later."""
    return unit.assignments.filter(Q(until=None) | Q(until__gt=day))


def _guard_end(node: Any, on: date) -> None:
    if node.valid_to is not None:
        raise ValidationError(gettext("It ends already on another day. First take that back."))
    if node.valid_from and on <= node.valid_from:
        raise ValidationError({"on": gettext("It begins only later. Choose a later day.")})


def _end(unit: Unit, on: date, successor: Unit | None) -> None:
    if successor is not None and successor.pk == unit.pk:
        raise ValidationError({"people_to": gettext("Choose another unit than this one.")})
    if successor is not None and successor.valid_to and successor.valid_to <= on:
        raise ValidationError({"people_to": gettext("That unit ends itself. Choose another.")})
    unit.valid_to, unit.successor = on, successor
    unit.save(update_fields=["valid_to", "successor"])


def _leave(unit: Unit) -> int:
    """Everybody and everything of an ended unit goes to the last in its chain of successors."""
    target, moved = _last_successor(unit), 0
    assert unit.valid_to is not None
    for row in list(people_on(unit, unit.valid_to).select_related("person")):
        moved += _carry(row, unit.valid_to, target, target.organisation if target else unit.organisation)
    if target is not None:
        for child in unit.children.current().filter(organisation=target.organisation_id).exclude(pk=target.pk):
            remember(child, unit.valid_to)
            child.parent = target
            child.save(update_fields=["parent"])
            record_change("people.move_unit", child, by=None, from_parent=unit.pk, to_parent=target.pk)
    drop_heads(unit)
    return moved


def _carry(row: Assignment, on: date, unit: Unit | None, organisation: Organisation) -> int:
    if row.since >= on:
        row.organisation, row.unit = organisation, unit
        row.save(update_fields=["organisation", "unit"])
    else:
        rows = list(Assignment.objects.filter(person=row.person_id).order_by("since"))
        insert_assignment(row.person, rows, organisation=organisation, unit=unit, since=on)
    settle_person(row.person)
    log.record(
        "people.move",
        by=None,
        target=row.person,
        already_told=True,
        unit_id=unit.pk if unit else None,
        to_unit=unit.pk if unit else None,
        to_organisation=organisation.pk,
        since=on.isoformat(),
    )
    return 1


def _last_successor(unit: Unit) -> Unit | None:
    today, seen = timezone.localdate(), {unit.pk}
    here = unit.successor
    while here is not None and here.valid_to and here.valid_to <= today and here.pk not in seen:
        seen.add(here.pk)
        here = here.successor
    return here if here is None or here.pk not in seen else None
