from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ognisko.activity import log
from ognisko.people.models import Assignment, Organisation, Person, Unit
from ognisko.people.permissions import can_move, is_administrator
from ognisko.search.index import index


def move_person(
    person: Person,
    *,
    to_unit: Unit | None,
    by: Person | None,
    organisation: Organisation | None = None,
    since: date | None = None,
) -> Assignment:
    """From a day on the person works elsewhere; what they did before stays with the unit they did it in.

    `by` is None for the installation's keeper at the machine.
    """
    if by is not None and not can_move(by, person):
        raise PermissionDenied
    organisation = organisation or (to_unit.organisation if to_unit else person.organisation)
    if organisation is None or (to_unit and to_unit.organisation_id != organisation.pk):
        raise ValidationError(gettext("Choose a unit of this organisation."))
    since = since or timezone.localdate()
    with transaction.atomic():
        before = Assignment.objects.select_for_update().filter(person=person, until=None).first()
        assignment = _assigned(person, before, organisation, to_unit, since)
        person.organisation, person.unit = organisation, to_unit
        person.save(update_fields=["organisation", "unit"])
        index(person)
        log.record(
            "people.move",
            by=by or person,
            target=person,
            unit_id=to_unit.pk if to_unit else None,
            from_unit=before.unit_id if before else None,
            to_unit=to_unit.pk if to_unit else None,
            to_organisation=organisation.pk,
        )
    return assignment


def add_organisation(*, name: str, by: Person | None, short_name: str = "") -> Organisation:
    _guard_structure(by)
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name, short_name=short_name, valid_from=timezone.localdate())
        log.record("people.add_organisation", by=by, target=organisation)
    return organisation


def add_unit(organisation: Organisation, *, name: str, by: Person | None, parent: Unit | None = None) -> Unit:
    _guard_structure(by)
    with transaction.atomic():
        unit = Unit.objects.create(organisation=organisation, name=name, parent=parent, valid_from=timezone.localdate())
        log.record("people.add_unit", by=by, target=unit)
    return unit


def _assigned(
    person: Person, before: Assignment | None, organisation: Organisation, unit: Unit | None, since: date
) -> Assignment:
    """A move on the day when the last one began replaces it: nobody works in two units on one day."""
    if before and since < before.since:
        raise ValidationError(gettext("This day is before the last move. Choose a later one."))
    if before and since == before.since:
        before.organisation, before.unit = organisation, unit
        before.save(update_fields=["organisation", "unit"])
        return before
    if before:
        before.until = since
        before.save(update_fields=["until"])
    return Assignment.objects.create(person=person, organisation=organisation, unit=unit, since=since)


def _guard_structure(by: Person | None) -> None:
    if by is not None and not is_administrator(by):
        raise PermissionDenied
