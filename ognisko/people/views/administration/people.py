"""Accounts: found, added, taken out as a table. What is kept about one person stands on a page of its own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ognisko.people import actions
from ognisko.people.directory import Page, found, organisations_with_people, page_of, units_of, with_units_below
from ognisko.people.forms.administration.people import AccountsForm, AddPersonForm
from ognisko.people.models import InstallationRole, Person, PersonQuerySet
from ognisko.people.requests import SignedIn
from ognisko.people.views.administration.pages import done, form_page
from ognisko.ui.administration import for_duties

FILTERS = ("q", "organisation", "unit", "state")


@require_safe
@for_duties("administrator")
def accounts(request: SignedIn) -> HttpResponse:
    """Everybody, in the order of names; filters stand in the address."""
    everybody = Person.objects.filter(merged=None)
    organisations = organisations_with_people(everybody)
    chosen = _number(request.GET.get("organisation", ""))
    units = units_of(chosen if chosen in {one.pk for one in organisations} else None)
    form = AccountsForm(request.GET, organisations=organisations, units=units)
    said = {name: form.chosen(name) for name in FILTERS}
    page = page_of(
        _filtered(everybody, said, units), after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )

    kept = {name: value for name, value in said.items() if value}
    context = {
        "form": form,
        "people": _read(page),
        "has_units": bool(units),
        "is_filtered": bool(kept),
        "earlier": _address(kept, before=page.earlier),
        "later": _address(kept, after=page.later),
    }
    template = "people/administration/_accounts.html" if request.htmx else "people/administration/accounts.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def add_person(request: SignedIn) -> HttpResponse:
    form = AddPersonForm(request.POST or None)
    made: list[Person] = []
    if done(form, lambda: made.append(_add(request, form.cleaned_data))):
        messages.success(request, _("Added: %(name)s.") % {"name": made[0].name})
        return redirect("people:administer", made[0].pk)

    return form_page(
        request,
        form,
        heading=_("Add a person"),
        lede=_(
            "They get an account without a password and sign in by a link in a letter."
            " They join communities themselves."
        ),
        button=_("Add"),
        crumbs=[(reverse("people:accounts"), _("People"))],
    )


def _add(request: SignedIn, said: dict[str, Any]) -> Person:
    unit, organisation = said.pop("place") or (None, None)
    return actions.add_person(**said, unit=unit, organisation=organisation, by=request.user)


def _filtered(people: PersonQuerySet, said: dict[str, Any], units: list[Any]) -> PersonQuerySet:
    words, unit = said["q"] or "", said["unit"]
    if "@" in words:
        people, words = people.filter(email=words.strip().lower()), ""
    people = found(
        people,
        q=words,
        organisation=said["organisation"],
        unit_ids=with_units_below(unit, units) if unit else None,
    )
    return in_state(people, said["state"] or "")


def _read(page: Page) -> list[Person]:
    """What the directory does not say of somebody: whether they have an account, and when they were here."""
    people = Person.objects.select_related("unit", "organisation").in_bulk([shown.pk for shown in page.people])
    return [people[shown.pk] for shown in page.people if shown.pk in people]


def in_state(people: PersonQuerySet, state: str) -> PersonQuerySet:
    match state:
        case "active":
            return people.able_to_sign_in()
        case "closed":
            return people.filter(is_active=False).exclude(email=None)
        case "never":
            return people.able_to_sign_in().filter(last_login=None)
        case "guests":
            return people.filter(is_guest=True)
        case "authors":
            return people.filter(email=None, is_active=True)
        case "duties":
            return people.filter(Exists(InstallationRole.objects.filter(person=OuterRef("pk"))))
    return people


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def _address(kept: dict[str, object], **key: int | None) -> str:
    (value,) = key.values()
    return f"{reverse('people:accounts')}?{urlencode(kept | key)}" if value else ""
