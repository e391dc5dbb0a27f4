"""To ask for a copy of one's data, and to close one's account. The worker does the rest."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ognisko.activity import log
from ognisko.audit.log import note
from ognisko.people.models import Person, SignInLink
from ognisko.privacy import declared, permissions
from ognisko.privacy.letters import write
from ognisko.privacy.models import Erasure, Export, Request
from ognisko.search.index import index

TIME_FOR_THE_LETTER = timedelta(minutes=2)  # to leave for an address that the erasure then forgets


@transaction.atomic
def ask_export(person: Person, *, by: Person, request: Request | None = None) -> Export:
    """One at a time: who asks again gets the one that is being made."""
    if not permissions.can_start_export(by, person, has_request=_is_for(request, person)):
        raise PermissionDenied
    if waiting := Export.objects.open().filter(person=person).first():
        return waiting
    language = person.language or (get_language() or "pl")[:2]
    export = Export.objects.create(person=person, asked_by=by, request=request, language=language)
    log.record("privacy.ask_export", by=by, target=export, already_told=True)
    note("data_exported", by=by, target=export, person=person.pk, stage="asked")
    return export


@transaction.atomic
def fetch_export(export: Export, *, by: Person) -> Export:
    if not permissions.can_fetch_export(by, export.person_id):
        raise PermissionDenied
    if export.fetched_at is None:
        Export.objects.filter(pk=export.pk).update(fetched_at=timezone.now())
    note("data_exported", by=by, target=export, person=export.person_id, stage="fetched")
    return export


def ask_erasure(person: Person, *, by: Person, request: Request | None = None) -> Erasure:
    """The account closes at once; what is kept about the person goes a few minutes later.

    What would be left without the person never stands in the way for ever, save the duty of the last administrator.
    """
    if not permissions.can_erase(by, person, has_request=_is_for(request, person)):
        raise PermissionDenied
    door = Erasure.Door.SELF if by.pk == person.pk else Erasure.Door.OFFICER
    return start_erasure(person, by=by, door=door, request=request)


@transaction.atomic
def start_erasure(person: Person, *, by: Person | None, door: Erasure.Door, request: Request | None = None) -> Erasure:
    """Without asking who may: for `ask_erasure`, and for the schedule when somebody was away too long."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if begun := Erasure.objects.filter(person=person).first():
        return begun
    if hasattr(person, "stands_in"):
        raise ValidationError(_("This is not a person, but the pseudonym of somebody erased."))
    concerns = declared.concerns(person)
    for concern in concerns:
        if concern.is_hard:
            raise ValidationError(concern.words, code="hard")
    erasure = Erasure.objects.create(
        person=person,
        asked_by=by,
        request=request,
        door=door,
        knew=len(concerns),
        not_before=timezone.now() + TIME_FOR_THE_LETTER,
    )
    if person.email:
        write("erasure", to=person, key=f"privacy.erasure:{erasure.pk}")
    _close(person)
    log.record("privacy.ask_erasure", by=by, target=erasure, already_told=True)
    note("account_closed", by=by, target=person, erasure=erasure.pk, door=str(door), concerns=len(concerns))
    return erasure


def _close(person: Person) -> None:
    """Nobody signs in with the account any more, and it leaves the directory."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    SignInLink.objects.filter(person=person).delete()
    index(person)


def _is_for(request: Request | None, person: Person) -> bool:
    return request is not None and request.is_open and request.person_id == person.pk
