from django.core.exceptions import PermissionDenied
from django.db import transaction

from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.models import Organisation, Person
from ognisko.people.permissions import is_administrator


def export_people(*, by: Person) -> int:
    """Noted before anything leaves; the number of people whose data goes out."""
    _must_export(by)
    with transaction.atomic():
        number = Person.objects.able_to_sign_in().count()
        note(Event.DATA_EXPORTED, by=by, what="people", rows=number)
    return number


def export_units(*, by: Person, organisation: Organisation | None = None) -> None:
    _must_export(by)
    with transaction.atomic():
        note(Event.DATA_EXPORTED, by=by, target=organisation, what="units" if organisation else "organisations")


def _must_export(by: Person) -> None:
    if not is_administrator(by):
        raise PermissionDenied
