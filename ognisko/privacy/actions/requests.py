"""The register of requests about personal data."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.audit.log import note
from ognisko.people.models import InstallationRole, Person
from ognisko.privacy import deadlines, letters, permissions
from ognisko.privacy.free_days import free_days
from ognisko.privacy.models import Request
from ognisko.text.clean import clean_text


@transaction.atomic
def register_request(
    *, by: Person, kind: str, received_on: date, person: Person | None = None, who: str = "", matter: str = ""
) -> Request:
    _must_keep(by)
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": _("This day is still to come. Write the day when the request came in.")})
    if person is None and not who.strip():
        raise ValidationError({"who": _("Choose a person, or write from whom the request is.")})
    request = Request.objects.create(
        kind=Request.Kind(kind),
        person=person,
        who=clean_text(who).strip(),
        matter=clean_text(matter).strip(),
        received_on=received_on,
        due_on=deadlines.due(received_on, free_days(received_on)),
        registered_by=by,
    )
    note("request_handled", by=by, target=request, stage="registered", kind=str(kind))
    return request


@transaction.atomic
def extend_request(request: Request, *, by: Person, reason: str) -> Request:
    """By two further months, once, within the first month, and with a reason that the person is told (art. 12(3))."""
    _must_keep(by)
    request = _open(request)
    reason = clean_text(reason).strip()
    if not reason:
        raise ValidationError({"reason": _("Write why it takes longer. The person must be told.")})
    if request.extended_on is not None:
        raise ValidationError(_("This deadline has been extended already; it cannot be extended twice."))
    if timezone.localdate() > request.due_on:
        raise ValidationError(_("The first deadline is over: it can be extended only before it ends."))
    request.extended_on, request.extension_reason = timezone.localdate(), reason
    request.due_on = deadlines.due(
        request.received_on, free_days(request.received_on), months=deadlines.MONTHS_EXTENDED
    )
    request.save(update_fields=["extended_on", "extension_reason", "due_on"])
    note("request_handled", by=by, target=request, stage="extended")
    return request


@transaction.atomic
def close_request(request: Request, *, by: Person, decision: str, answer: str) -> Request:
    _must_keep(by)
    request = _open(request)
    answer = clean_text(answer).strip()
    if not answer:
        raise ValidationError({"answer": _("Write what the person was answered.")})
    request.decision, request.answer = Request.Decision(decision), answer
    request.closed_on, request.closed_by = timezone.localdate(), by
    request.save(update_fields=["decision", "answer", "closed_on", "closed_by"])
    note("request_handled", by=by, target=request, stage="closed", decision=str(decision))
    return request


def remind_of_requests() -> None:
    """Each keeper gets one letter a day of reminding, for each request; the last one again every day it is late."""
    today = timezone.localdate()
    for request in Request.objects.open().order_by("due_on", "pk"):
        if today in deadlines.days_of_reminders(request.due_on) or request.is_overdue:
            with transaction.atomic():
                _remind(request, today)


def _remind(request: Request, today: date) -> None:
    for person in keepers():
        letters.write(
            "request_due",
            to=person,
            key=f"privacy.request_due:{request.pk}:{today:%Y-%m-%d}:{person.pk}",
            request=request,
            link=letters.address("privacy:request", request.pk),
        )


def keepers() -> list[Person]:
    """The data protection officers; where there is none, the administrators."""
    able = Person.objects.able_to_sign_in()
    kinds = (InstallationRole.Kind.DATA_PROTECTION_OFFICER, InstallationRole.Kind.ADMINISTRATOR)
    groups = (list(able.filter(installation_roles__kind=kind).order_by("pk").distinct()) for kind in kinds)
    return next((group for group in groups if group), [])


def _open(request: Request) -> Request:
    request = Request.objects.select_for_update().get(pk=request.pk)
    if not request.is_open:
        raise ValidationError(_("This request is closed."))
    return request


def _must_keep(by: Person) -> None:
    if not permissions.keeps_privacy(by):
        raise PermissionDenied
