"""Where a person works from a day on. What they did before stays with the unit they did it in."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.models import Assignment, Organisation, Person, Unit
from ognisko.people.permissions import can_move, is_administrator
from ognisko.search.index import index

LOOKED_BACK = timedelta(days=60)  # a worker that stood still so long still brings people to where they work


def move_person(
    person: Person,
    *,
    to_unit: Unit | None,
    by: Person | None,
    organisation: Organisation | None = None,
    since: date | None = None,
) -> Assignment:
    """From a day on the person works elsewhere, until their next move if one follows; a day ahead is a plan.

    `by` is None for the installation's keeper at the machine.
    """
    if by is not None and not can_move(by, person):
        raise PermissionDenied
    organisation = organisation or (to_unit.organisation if to_unit else person.organisation)
    if organisation is None or (to_unit and to_unit.organisation_id != organisation.pk):
        raise ValidationError(gettext("Choose a unit of this organisation."))
    since = since or timezone.localdate()
    with transaction.atomic():
        rows = list(Assignment.objects.select_for_update().filter(person=person).order_by("since"))
        if by == person and any(row.since > since for row in rows):
            raise ValidationError(gettext("This day is before the last move. Choose a later one."))
        before = next((row for row in reversed(rows) if row.since <= since), None)
        from_unit = before.unit_id if before else None
        assignment = insert_assignment(person, rows, organisation=organisation, unit=to_unit, since=since)
        settle_person(person)
        log.record(
            "people.move",
            by=by or person,
            target=person,
            unit_id=to_unit.pk if to_unit and since <= timezone.localdate() else person.unit_id,
            from_unit=from_unit,
            to_unit=to_unit.pk if to_unit else None,
            to_organisation=organisation.pk,
            since=since.isoformat(),
        )
        if by is not None and by != person:
            note(Event.PERSON_CHANGED, by=by, target=person, field="place", assignment=assignment.pk)
    return assignment


def withdraw_move(assignment: Assignment, *, by: Person) -> None:
    """A move that was a mistake, or a plan that came to nothing: the place before it lasts on."""
    if not is_administrator(by):
        raise PermissionDenied
    with transaction.atomic():
        rows = list(Assignment.objects.select_for_update().filter(person=assignment.person_id).order_by("since"))
        before = next((row for row in reversed(rows) if row.since < assignment.since), None)
        if before is None:
            raise ValidationError(gettext("This is the first place. Move the person instead."))
        person = Person.objects.get(pk=assignment.person_id)
        Assignment.objects.filter(pk=assignment.pk).delete()
        if before.until == assignment.since:
            before.until = assignment.until
            before.save(update_fields=["until"])
        settle_person(person)
        log.record("people.withdraw_move", by=by, target=person, unit=assignment.unit_id)
        note(Event.PERSON_CHANGED, by=by, target=person, field="place")


def settle_places() -> int:
    """From the schedule: who moves today is there from today. How many moved."""
    today = timezone.localdate()
    lately = Assignment.objects.on(today).filter(since__gte=today - LOOKED_BACK).select_related("person")
    moved = 0
    for row in lately.iterator():
        if _place(row.person) != _place(row):
            with transaction.atomic():
                moved += settle_person(row.person)
    return moved


def insert_assignment(
    person: Person, rows: list[Assignment], *, organisation: Organisation, unit: Unit | None, since: date
) -> Assignment:
    """Put a place among the others, in the order of `rows`: it lasts until the next one; the same day is replaced."""
    before = next((row for row in reversed(rows) if row.since <= since), None)
    after = next((row for row in rows if row.since > since), None)
    if before and before.since == since:
        before.organisation, before.unit = organisation, unit
        before.save(update_fields=["organisation", "unit"])
        return before
    if before and (before.until is None or before.until > since):
        before.until = since
        before.save(update_fields=["until"])
    until = after.since if after else None
    return Assignment.objects.create(person=person, organisation=organisation, unit=unit, since=since, until=until)


def settle_person(person: Person) -> bool:
    """The place of today stands with the person. False when it stood there already."""
    row = Assignment.objects.on(timezone.localdate()).filter(person=person).order_by("-since").first()
    if row is None or _place(row) == _place(person):
        return False
    person.organisation_id, person.unit_id = _place(row)
    fields = ["organisation", "unit"]
    if person.is_guest:
        person.is_guest, person.is_listed = False, True
        fields += ["is_guest", "is_listed"]
    person.save(update_fields=fields)
    index(person)
    return True


def _place(thing: Person | Assignment) -> tuple[int | None, int | None]:
    return thing.organisation_id, thing.unit_id
