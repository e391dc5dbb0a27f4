"""Duties in this installation, not in a community: given and taken with a record; an administrator always remains."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.models import InstallationRole, Person, Unit
from ognisko.people.permissions import can_give_roles, is_last_administrator


def give_role(person: Person, *, kind: str, by: Person | None, unit: Unit | None = None) -> InstallationRole:
    """`by` is None for the keeper at the machine and for the first administrator. A head has a unit, nobody else."""
    if by is not None and not can_give_roles(by):
        raise PermissionDenied
    if (kind == InstallationRole.Kind.UNIT_HEAD) != (unit is not None):
        raise ValidationError(gettext("Say which unit this person heads."))
    if not person.is_active or person.email is None:
        raise ValidationError(gettext("Nobody signs in with this account, so it can hold no duty."))
    with transaction.atomic():
        role, is_new = InstallationRole.objects.get_or_create(
            person=person, kind=kind, unit=unit, defaults={"given_by": by}
        )
        if is_new:
            note_duties(person)
            log.record("people.give_role", by=by, target=person, kind=kind, unit=unit.pk if unit else None)
            note(Event.ROLE_GIVEN, by=by, target=person, kind=kind, unit=unit.pk if unit else None)
    return role


def take_role(person: Person, *, kind: str, by: Person, unit: Unit | None = None) -> None:
    """One's own duty too: but the last administrator keeps it, since somebody must be able to keep the place."""
    if not can_give_roles(by):
        raise PermissionDenied
    with transaction.atomic():
        roles = InstallationRole.objects.filter(person=person, kind=kind, unit=unit)
        if kind == InstallationRole.Kind.ADMINISTRATOR:
            guard_last_administrator(person)
        if not roles.delete()[0]:
            return
        note_duties(person)
        log.record("people.take_role", by=by, target=person, kind=kind, unit=unit.pk if unit else None)
        note(Event.ROLE_TAKEN, by=by, target=person, kind=kind, unit=unit.pk if unit else None)


def drop_heads(unit: Unit) -> None:
    """Where a unit ended there is nothing to head; whoever heads its successor is told so by an administrator."""
    for role in InstallationRole.objects.filter(unit=unit).select_related("person"):
        role.delete()
        note_duties(role.person)
        log.record("people.take_role", by=None, target=role.person, already_told=True, kind=role.kind, unit=unit.pk)
        note(Event.ROLE_TAKEN, target=role.person, kind=role.kind, unit=unit.pk)


def guard_last_administrator(person: Person) -> None:
    """Inside the transaction of what would take an administrator away; two such at once wait for each other."""
    administrators = InstallationRole.objects.filter(kind=InstallationRole.Kind.ADMINISTRATOR)
    list(administrators.select_for_update().order_by("pk"))
    if is_last_administrator(person):
        raise ValidationError(
            gettext(
                "This is the last administrator. First give this duty to somebody else: somebody has to keep Ognisko."
            ),
            code="last_administrator",
        )


def note_duties(person: Person) -> None:
    """Keep beside the person whether they hold any duty."""
    person.keeps_place = InstallationRole.objects.filter(person=person).exists()
    person.save(update_fields=["keeps_place"])
    person.__dict__.pop("_duties", None)
