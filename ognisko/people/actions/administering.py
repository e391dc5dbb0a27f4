"""What an administrator does for somebody else: an account, a correction, an address. Reading is written down too."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people import letters
from ognisko.people.actions.account import end_all_sessions
from ognisko.people.actions.profile import update_profile
from ognisko.people.actions.registration import register_person
from ognisko.people.models import Organisation, Person, Unit
from ognisko.people.permissions import is_administrator

CHANGED = frozenset({"name", "function", "leads_people"})


def read_person(person: Person, *, by: Person) -> Person:
    """An administrator opens what is kept about a person: that is noted, with nothing of what they saw."""
    _must_administer(by)
    with transaction.atomic():
        if person != by:
            note(Event.PERSON_READ, by=by, target=person)
    return person


def add_person(
    *,
    email: str,
    name: str,
    organisation: Organisation | None,
    unit: Unit | None,
    by: Person,
    function: str = "",
    leads_people: bool = False,
    is_told: bool = True,
) -> Person:
    """An account without a password: the letter says how to come in."""
    _must_administer(by)
    with transaction.atomic():
        _must_be_free(email)
        person = register_person(email=email, name=name, organisation=organisation, unit=unit, by=by)
        update_profile(person, by=by, function=function, leads_people=leads_people)
        note(Event.ACCOUNT_MADE, by=by, target=person)
        if is_told:
            letters.write("account_made", to=email, person=person, link=letters.address("people:link_request"))
    return person


def change_person(person: Person, *, by: Person, **fields: str | bool) -> Person:
    """Only what an office knows better than the person may: name, function, whether they lead people."""
    _must_administer(by)
    if unknown := fields.keys() - CHANGED:
        raise ValueError(f"not for others to change: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        changed = sorted(key for key, value in fields.items() if getattr(person, key) != value)
        if changed:
            update_profile(person, by=by, **fields)
            note(Event.PERSON_CHANGED, by=by, target=person, fields=changed)
    return person


def change_address(person: Person, *, email: str, by: Person) -> Person:
    """Whoever is signed in with the old address is signed out, and the old address gets a letter."""
    _must_administer(by)
    email = email.lower()
    if email == person.email:
        return person
    with transaction.atomic():
        _must_be_free(email)
        before = person.email
        person.email = email
        person.save(update_fields=["email"])
        EmailAddress.objects.filter(user=person).delete()
        EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
        if person != by:
            end_all_sessions(person, by=by)
        if before:
            letters.write("address_changed", to=before, person=person, new_address=email)
        log.record("people.change_address", by=by, target=person)
        note(Event.ADDRESS_CHANGED, by=by, target=person)
    return person


def _must_administer(by: Person) -> None:
    if not is_administrator(by):
        raise PermissionDenied


def _must_be_free(email: str) -> None:
    if Person.objects.filter(email=email.lower()).exists():
        raise ValidationError({"email": gettext("Somebody has this address already. Look for them in the list.")})
