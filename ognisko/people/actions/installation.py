from collections.abc import Iterable

from django.db import transaction

from ognisko.office import actions as office_actions
from ognisko.people.actions.registration import register_person
from ognisko.people.actions.roles import give_role
from ognisko.people.actions.structure import add_organisation, add_unit
from ognisko.people.models import InstallationRole, Person, Unit


def begin_installation(
    *, administrator: dict[str, str], organisation: str, short_name: str, units: Iterable[tuple[str, ...]]
) -> Person:
    """The first administrator with their organisation and its units; the installation then counts as set up.

    `units` are paths from the top down; a path comes after the one above it.
    """
    with transaction.atomic():
        office_actions.set_up(name=organisation)
        place = add_organisation(name=organisation, short_name=short_name, by=None)
        made: dict[tuple[str, ...], Unit] = {}
        for path in units:
            made[path] = add_unit(place, name=path[-1], parent=made.get(path[:-1]), by=None)
        person = register_person(
            email=administrator["email"],
            name=administrator["name"],
            password_hash=administrator["password_hash"],
            organisation=place,
        )
        give_role(person, kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    return person
