"""Organisations: found, added, renamed, moved, ended. The units of one stand on its page as a tree."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people import actions
from ognisko.people.forms.administration.structure import (
    AddOrganisationForm,
    AddUnitForm,
    ChangeOrganisationForm,
    EndForm,
    MoveNodeForm,
)
from ognisko.people.models import Organisation, Unit
from ognisko.people.requests import SignedIn
from ognisko.people.structure import path_to
from ognisko.people.trees import children_of, ended_units, organisations_called, tree_of
from ognisko.people.views.administration.pages import Crumb, done, form_page
from ognisko.ui.administration import for_duties

FIELDS = ("name", "short_name", "regon", "teryt", "delivery_address")


@require_safe
@for_duties("administrator")
def organisations(request: SignedIn) -> HttpResponse:
    words = request.GET.get("q", "")[:120]
    page = organisations_called(words, after=request.GET.get("after", ""))

    later = urlencode({"q": words, "after": page.later}) if page.later else ""
    context = {
        "organisations": page.organisations,
        "words": words,
        "later": f"{reverse('people:organisations')}?{later}" if later else "",
    }
    return render(request, "people/administration/organisations.html", context)


@require_safe
@for_duties("administrator")
def organisation(request: SignedIn, pk: int) -> HttpResponse:
    shown = _organisation(pk)
    former, ended = list(shown.former.select_related("parent").order_by("-until")), ended_units(shown)
    told = (shown.parent, shown.regon, shown.teryt, shown.delivery_address, shown.valid_from, former, ended)
    context = {
        "shown": shown,
        "has_data": any(told),
        "branches": tree_of(shown),
        "reopen": reverse("people:reopen_organisation", args=[pk]),
        "ended": ended,
        "children": children_of(shown),
        "former": former,
        "people": shown.people.filter(is_active=True).count(),
    }
    return render(request, "people/administration/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def add_organisation(request: SignedIn) -> HttpResponse:
    form = AddOrganisationForm(request.POST or None)
    made: list[Organisation] = []
    if done(form, lambda: made.append(actions.add_organisation(**form.cleaned_data, by=request.user))):
        messages.success(request, _("Added: %(name)s.") % {"name": made[0].name})
        return redirect("people:organisation", made[0].pk)

    return form_page(request, form, heading=_("Add an organisation"), button=_("Add"), crumbs=way_to_organisations())


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def change_organisation(request: SignedIn, pk: int) -> HttpResponse:
    shown = _organisation(pk)
    form = ChangeOrganisationForm(request.POST or None, initial={name: getattr(shown, name) for name in FIELDS})
    if done(form, lambda: actions.change_organisation(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The data is saved."))
        return redirect("people:organisation", pk)

    return form_page(request, form, heading=_("Change the data"), button=_("Save"), crumbs=way_to(shown))


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def move_organisation(request: SignedIn, pk: int) -> HttpResponse:
    shown = _organisation(pk)
    form = MoveNodeForm(request.POST or None, node=shown, initial={"under": shown.parent.name if shown.parent else ""})
    if done(form, lambda: actions.move_organisation(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Moved. What lies below it moved along."))
        return redirect("people:organisation", pk)

    return form_page(request, form, heading=_("Move in the tree"), button=_("Move"), crumbs=way_to(shown))


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def end_organisation(request: SignedIn, pk: int) -> HttpResponse:
    shown = _organisation(pk)
    form = EndForm(request.POST or None)
    if done(form, lambda: actions.end_organisation(shown, on=form.cleaned_data["on"], by=request.user)):
        messages.success(request, _("The end is written down."))
        return redirect("people:organisation", pk)

    return form_page(
        request,
        form,
        heading=_("End the organisation"),
        lede=_("It is not deleted: what was done there stays with it. First its units end and its people move."),
        button=_("End it"),
        crumbs=way_to(shown),
    )


@require_POST
@for_duties("administrator")
def reopen_organisation(request: SignedIn, pk: int) -> HttpResponse:
    actions.reopen(_organisation(pk), by=request.user)
    messages.success(request, _("The end is taken back."))
    return redirect("people:organisation", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def add_unit(request: SignedIn, pk: int) -> HttpResponse:
    shown = _organisation(pk)
    above = Unit.objects.filter(organisation=shown, pk=_number(request.GET.get("under", ""))).first()
    form = AddUnitForm(request.POST or None, organisation=shown, initial={"parent": above.name if above else ""})
    made: list[Unit] = []
    if done(form, lambda: made.append(actions.add_unit(shown, by=request.user, **form.cleaned_data))):
        messages.success(request, _("Added: %(name)s.") % {"name": made[0].name})
        return redirect("people:unit", made[0].pk)

    return form_page(request, form, heading=_("Add a unit"), button=_("Add"), crumbs=way_to(shown))


def way_to_organisations() -> list[Crumb]:
    return [(reverse("people:organisations"), _("Organisations and units"))]


def way_to(node: Any) -> list[Crumb]:
    organisation = node if isinstance(node, Organisation) else node.organisation
    way = [*way_to_organisations(), (reverse("people:organisation", args=[organisation.pk]), organisation.name)]
    if isinstance(node, Unit):
        way += [(reverse("people:unit", args=[unit.pk]), unit.name) for unit in path_to(node)]
    return way


def _organisation(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0
