"""One person as an administrator sees them, and what an administrator may do for them. Opening the page is noted."""

from collections.abc import Callable
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people import actions
from ognisko.people.forms.administration.people import ChangeAddressForm, MovePersonForm, PersonForm
from ognisko.people.models import Assignment, Person
from ognisko.people.permissions import can_deactivate, is_last_administrator
from ognisko.people.requests import SignedIn
from ognisko.people.structure import path_to
from ognisko.people.views.administration.pages import Crumb, done, first_sentence, form_page
from ognisko.ui.administration import for_duties
from ognisko.ui.parts import parts_at


@require_safe
@for_duties("administrator")
def administer(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    actions.read_person(shown, by=request.user)

    today = timezone.localdate()
    places = list(shown.assignments.select_related("unit", "organisation").order_by("-since"))
    context = {
        "shown": shown,
        "units": path_to(shown.unit),
        "places": [(row, _last_day(row), row.since > today, row != places[-1]) for row in places],
        "roles": list(shown.installation_roles.select_related("unit", "given_by").order_by("given_at")),
        "is_address_confirmed": EmailAddress.objects.filter(user=shown, email=shown.email, verified=True).exists(),
        "has_second_factor": Authenticator.objects.filter(user=shown).exists(),
        "sessions": UserSession.objects.filter(user=shown).count(),
        "doubles": list(shown.doubles.all()),
        "can_close": can_deactivate(request.user, shown) and not is_last_administrator(shown),
        "is_own": shown == request.user,
        "parts": parts_at("people:administer", shown=shown, person=request.user, request=request),
    }
    return render(request, "people/administration/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def change_person(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    form = PersonForm(
        request.POST or None,
        initial={"name": shown.name, "function": shown.function, "leads_people": shown.leads_people},
    )
    if done(form, lambda: actions.change_person(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The data is saved."))
        return redirect("people:administer", pk)

    return form_page(request, form, heading=_("Change the data"), button=_("Save"), crumbs=_way(shown))


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def change_address(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    form = ChangeAddressForm(request.POST or None, initial={"email": shown.email})
    if done(form, lambda: actions.change_address(shown, email=form.cleaned_data["email"], by=request.user)):
        messages.success(request, _("The address is changed."))
        return redirect("people:administer", pk)

    return form_page(
        request,
        form,
        heading=_("Change the address"),
        lede=_(
            "From now on the person signs in with the new address. They are signed out,"
            " and the old address gets a letter."
        ),
        button=_("Change"),
        crumbs=_way(shown),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def move_person(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    form = MovePersonForm(request.POST or None)
    if done(form, lambda: _move(shown, form, request.user)):
        messages.success(request, _("The place is changed from that day on."))
        return redirect("people:administer", pk)

    return form_page(
        request,
        form,
        heading=_("Move to another place"),
        lede=_(
            "What this person did until then stays with the unit they did it in."
            " A day ahead is a plan: the move happens by itself."
        ),
        button=_("Move"),
        crumbs=_way(shown),
    )


@require_POST
@for_duties("administrator")
def withdraw_move(request: SignedIn, pk: int) -> HttpResponse:
    assignment = get_object_or_404(Assignment, pk=pk)
    return _do(
        request,
        assignment.person_id,
        lambda: actions.withdraw_move(assignment, by=request.user),
        _("The move is taken back."),
    )


@require_POST
@for_duties("administrator")
def deactivate(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    return _do(request, pk, lambda: actions.deactivate(shown, by=request.user), _("The account is closed."))


@require_POST
@for_duties("administrator")
def reactivate(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    return _do(request, pk, lambda: actions.reactivate(shown, by=request.user), _("The account is open again."))


@require_POST
@for_duties("administrator")
def end_all_sessions(request: SignedIn, pk: int) -> HttpResponse:
    shown = _person(pk)
    said = _("Signed out everywhere.")
    return _do(request, pk, lambda: actions.end_all_sessions(shown, by=request.user), said)


@require_POST
@for_duties("administrator")
def forget_factor(request: SignedIn, pk: int) -> HttpResponse:
    """For who lost the telephone and the codes."""
    shown = _person(pk)
    said = _("The second factor is removed. The person is told by letter.")
    return _do(request, pk, lambda: actions.forget_second_factor(shown, by=request.user), said)


def _do(request: SignedIn, pk: int, act: Callable[[], object], said: str) -> HttpResponse:
    """One button, and back to the page of the person with what came of it."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, first_sentence(error))
    else:
        messages.success(request, said)
    return redirect("people:administer", pk)


def _move(shown: Person, form: MovePersonForm, by: Person) -> None:
    unit, organisation = form.cleaned_data["place"]
    actions.move_person(shown, to_unit=unit, organisation=organisation, since=form.cleaned_data["since"], by=by)


def _last_day(row: Assignment) -> date | None:
    return row.until - timedelta(days=1) if row.until else None


def _person(pk: int) -> Person:
    return get_object_or_404(Person.objects.filter(merged=None).select_related("organisation", "unit"), pk=pk)


def _way(shown: Person) -> list[Crumb]:
    return [
        (reverse("people:accounts"), _("People")),
        (reverse("people:administer", args=[shown.pk]), shown.name),
    ]
