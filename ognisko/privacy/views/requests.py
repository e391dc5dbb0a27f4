"""The register of requests about personal data, for those who look after it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people.models import Person
from ognisko.people.requests import SignedIn
from ognisko.privacy import actions, deadlines, declared
from ognisko.privacy.forms import DecisionForm, EraseForm, ExtendForm, RegisterForm
from ognisko.privacy.models import Erasure, Export, Request
from ognisko.privacy.permissions import KEEPERS
from ognisko.ui.administration import for_duties

SHOWN = 50


@require_safe
@for_duties(*KEEPERS)
def requests(request: SignedIn) -> HttpResponse:
    page = Request.objects.in_order().select_related("person")
    is_all = "wszystkie" in request.GET or "all" in request.GET
    shown = list(page if is_all else page[: SHOWN + 1])
    context = {"requests": shown if is_all else shown[:SHOWN], "has_more": not is_all and len(shown) > SHOWN}
    return render(request, "privacy/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties(*KEEPERS)
def register(request: SignedIn) -> HttpResponse:
    form = RegisterForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if form.is_valid():
        said = {key: value for key, value in form.cleaned_data.items() if key != "address"}
        try:
            made = actions.register_request(by=request.user, **said)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The request is in the register."))
            return redirect("privacy:request", made.pk)

    return render(request, "privacy/register.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@for_duties(*KEEPERS)
def show(request: SignedIn, pk: int) -> HttpResponse:
    return _shown(request, _found(pk), ExtendForm(), DecisionForm())


@require_POST
@for_duties(*KEEPERS)
def extend(request: SignedIn, pk: int) -> HttpResponse:
    found, form = _found(pk), ExtendForm(request.POST)
    if form.is_valid():
        try:
            actions.extend_request(found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The deadline is extended. Now tell the person, with the reason."))
            return redirect("privacy:request", pk)
    return _shown(request, found, form, DecisionForm())


@require_POST
@for_duties(*KEEPERS)
def close(request: SignedIn, pk: int) -> HttpResponse:
    found, form = _found(pk), DecisionForm(request.POST)
    if form.is_valid():
        try:
            actions.close_request(found, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The request is closed."))
            return redirect("privacy:request", pk)
    return _shown(request, found, ExtendForm(), form)


@require_POST
@for_duties(*KEEPERS)
def export(request: SignedIn, pk: int) -> HttpResponse:
    found, person = _about_somebody(pk)
    actions.ask_export(person, by=request.user, request=found)
    messages.success(request, _("The copy is being made. The person gets a letter and fetches it themself."))
    return redirect("privacy:request", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties(*KEEPERS)
def erase(request: SignedIn, pk: int) -> HttpResponse:
    found, person = _about_somebody(pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.ask_erasure(person, by=request.user, request=found)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The account is closed, and the person is being erased."))
            return redirect("privacy:request", pk)

    concerns = declared.concerns(person)
    context = {"found": found, "form": form, "concerns": concerns, "is_refused": any(one.is_hard for one in concerns)}
    return render(request, "privacy/erase.html", context, status=422 if form.is_bound else 200)


def _found(pk: int) -> Request:
    return get_object_or_404(Request.objects.select_related("person", "registered_by", "closed_by"), pk=pk)


def _about_somebody(pk: int) -> tuple[Request, Person]:
    """An open one, and whose data it asks about: only then something can be done here."""
    found = get_object_or_404(Request.objects.open().exclude(person=None).select_related("person"), pk=pk)
    assert found.person is not None
    return found, found.person


def _shown(request: SignedIn, found: Request, extending: ExtendForm, deciding: DecisionForm) -> HttpResponse:
    can_extend = found.is_open and found.extended_on is None and timezone.localdate() <= found.due_on
    is_active = found.person is not None and found.person.is_active
    context = {
        "found": found,
        "extending": extending,
        "deciding": deciding,
        "can_extend": can_extend,
        "months": deadlines.MONTHS_EXTENDED,
        "can_export": found.is_open and is_active,
        "can_erase": found.is_open and is_active,
        "exports": list(Export.objects.filter(request=found).order_by("pk")),
        "erasures": list(Erasure.objects.filter(request=found).order_by("pk")),
    }
    is_wrong = extending.is_bound or deciding.is_bound
    return render(request, "privacy/request.html", context, status=422 if is_wrong else 200)
