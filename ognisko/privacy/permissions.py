"""Who may do what with data about people."""

from typing import Any

from ognisko.people.models import InstallationRole, Person

KEEPERS = (InstallationRole.Kind.DATA_PROTECTION_OFFICER, InstallationRole.Kind.ADMINISTRATOR)


def keeps_privacy(person: Any) -> bool:
    return bool(person.is_authenticated and person.has_duty(*KEEPERS))


def can_start_export(asking: Person, person: Person, *, has_request: bool) -> bool:
    """One's own at any time; somebody else's by a duty, and only upon a registered request."""
    return asking.pk == person.pk or (keeps_privacy(asking) and has_request)


def can_fetch_export(asking: Any, person_id: int) -> bool:
    """The file is for the person alone, whoever started it."""
    return asking.is_authenticated and asking.pk == person_id


def can_erase(asking: Person, person: Person, *, has_request: bool) -> bool:
    return asking.pk == person.pk or (keeps_privacy(asking) and has_request)


def can_keep_periods(person: Any) -> bool:
    return keeps_privacy(person)
