"""Two accounts of one person: find the other, see what will happen, merge."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ognisko.people import actions
from ognisko.people.forms.administration.people import FindDoubleForm
from ognisko.people.merging import hindrances, told
from ognisko.people.models import Person
from ognisko.people.permissions import can_merge
from ognisko.people.requests import SignedIn
from ognisko.people.views.administration.pages import Crumb, first_sentence, form_page
from ognisko.ui.administration import for_duties


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def find_double(request: SignedIn, pk: int) -> HttpResponse:
    """Which account is the other one of this person."""
    shown = _person(pk)
    form = FindDoubleForm(request.POST or None)
    if form.is_valid():
        other = form.cleaned_data["other"]
        if other != shown:
            return redirect("people:merge_people", shown.pk, other.pk)
        form.add_error("other", _("This is the same account. Choose the other one."))

    return form_page(
        request,
        form,
        heading=_("Merge two accounts of one person"),
        lede=_("Everything of one account goes to the other. You see first what will happen."),
        button=_("See what will happen"),
        crumbs=_way(shown),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def merge_people(request: SignedIn, pk: int, double: int) -> HttpResponse:
    """`pk` is kept, the double goes. What will happen stands above the button; that both were looked at is noted."""
    keep, other = _person(pk), _person(double)
    if request.method == "POST" and _merged(request, keep, other):
        messages.success(request, _("The two accounts are one now."))
        return redirect("people:administer", keep.pk)

    for one in (keep, other):
        actions.read_person(one, by=request.user)
    context = {
        "keep": keep,
        "double": other,
        "told": told(keep, other),
        "hindrances": hindrances(keep, other) + _own(request.user, other),
        "crumbs": _way(keep),
    }
    return render(request, "people/administration/merge.html", context)


def _merged(request: SignedIn, keep: Person, double: Person) -> bool:
    try:
        actions.merge_people(keep, double=double, by=request.user)
    except ValidationError as error:
        messages.error(request, first_sentence(error))
        return False
    return True


def _own(person: Person, double: Person) -> list[str]:
    return (
        []
        if can_merge(person, double)
        else [_("You are signed in with this account. Keep it, or ask another administrator.")]
    )


def _person(pk: int) -> Person:
    people = Person.objects.filter(merged=None).select_related("organisation", "unit")
    return get_object_or_404(people, pk=pk)


def _way(shown: Person) -> list[Crumb]:
    return [
        (reverse("people:accounts"), _("People")),
        (reverse("people:administer", args=[shown.pk]), shown.name),
    ]
