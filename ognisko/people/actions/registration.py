from datetime import date

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.people.handles import make_handle
from ognisko.people.models import Assignment, Organisation, Person, Unit
from ognisko.people.permissions import is_administrator
from ognisko.search.index import index


def register_person(
    *,
    email: str,
    name: str,
    handle: str = "",
    organisation: Organisation | None = None,
    unit: Unit | None = None,
    password: str | None = None,
    password_hash: str = "",
    is_listed: bool = True,
    is_guest: bool = False,
    is_email_verified: bool = True,
    since: date | None = None,
    language: str = "",
    by: Person | None = None,
) -> Person:
    """A person with an account. Without a password they sign in by a one-time link.

    `by` is None when somebody registers themself or the installation's keeper does it at the machine.
    The address stays unverified for who registers themself, until they follow the letter sent to it.
    """
    if by is not None and not is_administrator(by):
        raise PermissionDenied
    with transaction.atomic():
        person = Person(
            email=email.lower(),
            name=name,
            handle=handle or make_handle(name),
            organisation=organisation or (unit.organisation if unit else None),
            unit=unit,
            is_listed=is_listed,
            is_guest=is_guest,
            language=language,
        )
        _give_password(person, password, password_hash)
        person.save()
        EmailAddress.objects.create(user=person, email=email.lower(), primary=True, verified=is_email_verified)
        if person.organisation:
            Assignment.objects.create(
                person=person, organisation=person.organisation, unit=unit, since=since or timezone.localdate()
            )
        index(person)
        log.record("people.register", by=by or person, target=person)
    return person


def _give_password(person: Person, password: str | None, password_hash: str) -> None:
    if password:
        person.set_password(password)
    elif password_hash:
        person.password = password_hash
    else:
        person.set_unusable_password()
