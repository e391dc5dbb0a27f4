"""One unit: its people, what lies below it, how it was before; renamed, moved, merged into another, ended."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people import actions
from ognisko.people.forms.administration.structure import ChangeUnitForm, EndUnitForm, MergeUnitsForm, MoveNodeForm
from ognisko.people.models import Person, Unit
from ognisko.people.requests import SignedIn
from ognisko.people.trees import branches_below
from ognisko.people.views.administration.organisations import way_to
from ognisko.people.views.administration.pages import done, form_page
from ognisko.ui.administration import for_duties

FIELDS = ("name", "short_name", "unit_type")
MOST_PEOPLE = 100


@require_safe
@for_duties("administrator")
def unit(request: SignedIn, pk: int) -> HttpResponse:
    shown = _unit(pk)
    people = _people(shown)
    context = {
        "shown": shown,
        "crumbs": way_to(shown)[:-1],
        "branches": branches_below(shown),
        "reopen": reverse("people:reopen_unit", args=[pk]),
        "people": people[:MOST_PEOPLE],
        "has_more": len(people) > MOST_PEOPLE,
        "heads": list(shown.heads.select_related("person")),
        "former": list(shown.former.select_related("parent").order_by("-until")),
        "predecessors": list(shown.predecessors.order_by("-valid_to")),
        "is_over": bool(shown.valid_to and shown.valid_to <= timezone.localdate()),
    }
    return render(request, "people/administration/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def change_unit(request: SignedIn, pk: int) -> HttpResponse:
    shown = _unit(pk)
    form = ChangeUnitForm(request.POST or None, initial={name: getattr(shown, name) for name in FIELDS})
    if done(form, lambda: actions.change_unit(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The data is saved."))
        return redirect("people:unit", pk)

    return form_page(request, form, heading=_("Change the data"), button=_("Save"), crumbs=way_to(shown))


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def move_unit(request: SignedIn, pk: int) -> HttpResponse:
    shown = _unit(pk)
    form = MoveNodeForm(request.POST or None, node=shown, initial={"under": shown.parent.name if shown.parent else ""})
    if done(form, lambda: actions.move_unit(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Moved. What lies below it moved along."))
        return redirect("people:unit", pk)

    return form_page(
        request,
        form,
        heading=_("Move in the tree"),
        lede=_("Within its organisation. To another organisation a unit goes by merging it into one there."),
        button=_("Move"),
        crumbs=way_to(shown),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def merge_units(request: SignedIn, pk: int) -> HttpResponse:
    shown = _unit(pk)
    form = MergeUnitsForm(request.POST or None)
    if done(form, lambda: actions.merge_units(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The merger is written down. On that day people and units go over."))
        return redirect("people:unit", pk)

    return form_page(
        request,
        form,
        heading=_("Merge into another unit"),
        lede=_(
            "From the day on its people and the units below it belong there, and this unit ends."
            " What was done before stays with it."
        ),
        button=_("Merge"),
        crumbs=way_to(shown),
        people=_people(shown),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def end_unit(request: SignedIn, pk: int) -> HttpResponse:
    shown = _unit(pk)
    people = _people(shown)
    form = EndUnitForm(request.POST or None, has_people=bool(people))
    if done(form, lambda: actions.end_unit(shown, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The end is written down."))
        return redirect("people:unit", pk)

    return form_page(
        request,
        form,
        heading=_("End the unit"),
        lede=_("It is not deleted: what was done there stays with it."),
        button=_("End it"),
        crumbs=way_to(shown),
        people=people,
    )


@require_POST
@for_duties("administrator")
def reopen_unit(request: SignedIn, pk: int) -> HttpResponse:
    actions.reopen(_unit(pk), by=request.user)
    messages.success(request, _("The end is taken back."))
    return redirect("people:unit", pk)


def _people(shown: Unit) -> list[Any]:
    active = Person.objects.filter(unit=shown, is_active=True).order_by("sort_key", "pk")
    return list(active[: MOST_PEOPLE + 1])


def _unit(pk: int) -> Unit:
    return get_object_or_404(Unit.objects.select_related("organisation", "parent", "successor"), pk=pk)
