from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ognisko.people import actions
from ognisko.people.forms import MoveForm, ProfileForm, QuestionsForm
from ognisko.people.models import Organisation, Unit
from ognisko.people.permissions import can_move
from ognisko.people.requests import SignedIn
from ognisko.people.structure import path_to, places_called


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedIn) -> HttpResponse:
    form = ProfileForm(request.POST or None, initial=_said(request.user, ProfileForm))
    if not form.is_valid():
        context = {"form": form, "units": path_to(request.user.unit), "organisation": request.user.organisation}
        return render(request, "people/profile.html", context, status=422 if form.is_bound else 200)

    actions.update_profile(request.user, by=request.user, **form.cleaned_data)
    messages.success(request, _("Your profile is saved."))
    return redirect(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: SignedIn) -> HttpResponse:
    """What a new person is asked first; every answer may be left out, and so may all of them."""
    is_skipped = "skip" in request.POST
    form = QuestionsForm(None if is_skipped else request.POST or None, initial=_said(request.user, QuestionsForm))
    if not is_skipped and not form.is_valid():
        return render(request, "people/questions.html", {"form": form}, status=422 if form.is_bound else 200)

    actions.answer_questions(request.user, by=request.user, **({} if is_skipped else form.cleaned_data))
    return redirect("home:my_week" if is_skipped else "communities:directory")


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedIn) -> HttpResponse:
    """Find the place by a part of its name, choose it, say since when."""
    if not can_move(request.user, request.user):
        raise PermissionDenied
    words = request.GET.get("q", "")[:120]
    form = MoveForm(request.POST or None)
    if form.is_valid() and _moved(request, form):
        messages.success(request, _("Your place is changed. What you did before stays with the unit you did it in."))
        return redirect("people:profile")

    context = {
        "form": form,
        "words": words,
        "places": places_called(words),
        "units": path_to(request.user.unit),
        "organisation": request.user.organisation,
    }
    return render(request, "people/move.html", context, status=422 if form.is_bound else 200)


def _moved(request: SignedIn, form: MoveForm) -> bool:
    unit, organisation = _place(form.cleaned_data["place"])
    try:
        actions.move_person(
            request.user, to_unit=unit, organisation=organisation, since=form.cleaned_data["since"], by=request.user
        )
    except ValidationError as error:
        form.add_error("since", error)
        return False
    return True


def _place(place: str) -> tuple[Unit | None, Organisation]:
    kind, _dash, pk = place.partition("-")
    if kind not in ("unit", "organisation") or not (pk.isascii() and pk.isdecimal()):
        raise Http404
    if kind == "unit":
        unit = get_object_or_404(Unit.objects.current().select_related("organisation"), pk=pk)
        return unit, unit.organisation
    return None, get_object_or_404(Organisation.objects.current(), pk=pk)


def _said(person: object, form: type[QuestionsForm]) -> dict[str, object]:
    return {name: getattr(person, name) for name in form.base_fields}
