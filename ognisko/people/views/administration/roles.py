"""The duties in this installation: one table that says what each does and sees, who holds it, and since when."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ognisko.activity.models import Event
from ognisko.people import actions
from ognisko.people.duties import DUTIES, Duty
from ognisko.people.forms.administration.roles import GiveRoleForm
from ognisko.people.models import InstallationRole, Person, Unit
from ognisko.people.permissions import can_give_roles
from ognisko.people.requests import SignedIn
from ognisko.people.views.administration.pages import done, first_sentence
from ognisko.ui.administration import for_duties

SHOWN = 20


@dataclass
class Row:
    duty: Duty
    holders: list[InstallationRole] = field(default_factory=list)


@require_safe
@for_duties("administrator", "data_protection_officer")
def roles(request: SignedIn) -> HttpResponse:
    return _page(request, GiveRoleForm())


@require_POST
@for_duties("administrator")
def give_role(request: SignedIn) -> HttpResponse:
    form = GiveRoleForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    if done(form, lambda: actions.give_role(said["person"], kind=said["kind"], unit=said["unit"], by=request.user)):
        messages.success(request, _("The duty is given: %(name)s.") % {"name": said["person"].name})
        return redirect("people:roles")

    return _page(request, form)


@require_POST
@for_duties("administrator")
def take_role(request: SignedIn, pk: int) -> HttpResponse:
    role = get_object_or_404(InstallationRole.objects.select_related("person", "unit"), pk=pk)
    try:
        actions.take_role(role.person, kind=role.kind, unit=role.unit, by=request.user)
    except ValidationError as error:
        messages.error(request, first_sentence(error))
    else:
        messages.success(request, _("The duty is taken back: %(name)s.") % {"name": role.person.name})
    return redirect("people:roles" if request.user.pk != role.person_id else "home:my_week")


def _page(request: SignedIn, form: GiveRoleForm) -> HttpResponse:
    held = InstallationRole.objects.select_related("person", "unit", "given_by").order_by("person__sort_key", "pk")
    rows = {duty.kind: Row(duty) for duty in DUTIES}
    for role in held:
        rows[role.kind].holders.append(role)
    context = {
        "rows": list(rows.values()),
        "form": form,
        "can_give": can_give_roles(request.user),
        "record": _record(),
    }
    return render(request, "people/administration/roles.html", context, status=422 if form.is_bound else 200)


def _record() -> list[dict[str, object]]:
    """The latest times that a duty was given or taken."""
    events = list(
        Event.objects.filter(target_kind="people.person", verb__in=["people.give_role", "people.take_role"])
        .select_related("actor")
        .order_by("-pk")[:SHOWN]
    )
    people = Person.objects.in_bulk([event.target_id for event in events])
    units = Unit.objects.in_bulk([event.facts["unit"] for event in events if event.facts.get("unit")])
    words = dict(InstallationRole.Kind.choices)
    return [
        {
            "is_given": event.verb == "people.give_role",
            "duty": words.get(event.facts["kind"], ""),
            "person": people.get(event.target_id),
            "unit": units.get(event.facts.get("unit") or 0),
            "by": event.actor,
            "at": event.at,
        }
        for event in events
    ]
