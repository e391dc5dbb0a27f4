"""Who may do what to people and to the structure of offices."""

from typing import Any

from ognisko.people.models import InstallationRole, Person


def is_administrator(person: Any) -> bool:
    return person.is_authenticated and person.has_duty(InstallationRole.Kind.ADMINISTRATOR)


def can_update_profile(person: Person, shown: Person) -> bool:
    return person == shown or is_administrator(person)


def can_move(person: Person, moved: Person) -> bool:
    """Where they work everybody says themself; of a guest an administrator says it, who is a colleague from then on."""
    return (person == moved and not moved.is_guest) or is_administrator(person)


def can_deactivate(person: Person, other: Person) -> bool:
    """An administrator closes an account; the own one is closed by another way, so that somebody always remains."""
    return person != other and is_administrator(person)


def can_give_roles(person: Person) -> bool:
    return is_administrator(person)


def can_change_structure(person: Person | None) -> bool:
    """None is the keeper at the machine, and the schedule."""
    return person is None or is_administrator(person)


def is_last_administrator(person: Person) -> bool:
    """Whether nobody could keep this installation without them: no other active administrator who can sign in."""
    administrators = Person.objects.able_to_sign_in().filter(
        installation_roles__kind=InstallationRole.Kind.ADMINISTRATOR
    )
    return administrators.filter(pk=person.pk).exists() and not administrators.exclude(pk=person.pk).exists()


def can_merge(person: Person, double: Person) -> bool:
    """One's own account is never the double: who merges stays signed in."""
    return person != double and is_administrator(person)
