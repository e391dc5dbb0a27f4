"""Who may do what to people and to the structure of offices."""

from typing import Any

from ognisko.people.models import InstallationRole, Person


def is_administrator(person: Any) -> bool:
    return person.is_authenticated and person.has_duty(InstallationRole.Kind.ADMINISTRATOR)


def can_update_profile(person: Person, shown: Person) -> bool:
    return person == shown or is_administrator(person)


def can_move(person: Person, moved: Person) -> bool:
    return person == moved or is_administrator(person)


def can_deactivate(person: Person, other: Person) -> bool:
    """An administrator closes an account; the own one is closed by another way, so that somebody always remains."""
    return person != other and is_administrator(person)


def can_give_roles(person: Person) -> bool:
    return is_administrator(person)
