from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.people.forms.administration.sought import SoughtField, SoughtForm, find_person, find_place
from ognisko.people.forms.directory import DirectoryForm
from ognisko.people.forms.fields import AddressField, LineField, NameField

STATES = {
    "active": _("with an open account"),
    "closed": _("with a closed account"),
    "never": _("who never signed in"),
    "guests": _("guests"),
    "authors": _("authors without an account"),
    "duties": _("with a duty in this installation"),
}


def day(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the day."),
            "invalid": _("There is no such day. Write it as 2026-11-24."),
        },
        **options,
    )


ADDRESS_FAULTS = {
    "required": _("Write the e-mail address."),
    "invalid": _("Write the whole address, for example ewa.kurowska@urzad.example."),
}


class AccountsForm(DirectoryForm):
    """Filters of the list of accounts; a wrong value filters nothing."""

    q = LineField(label=_("Name, or the whole address"), max_length=254, required=False)
    state = forms.ChoiceField(label=_("Who"), choices=[("", _("everybody")), *STATES.items()], required=False)


class PersonForm(forms.Form):
    """What an office may correct about somebody."""

    name = NameField(error_messages={"required": _("Write the first name and surname.")})
    function = LineField(label=_("Function"), max_length=120, required=False)
    leads_people = forms.BooleanField(label=_("Leads people"), required=False)


class AddPersonForm(SoughtForm, PersonForm):
    email = AddressField(error_messages=ADDRESS_FAULTS)
    place = SoughtField(
        label=_("Where they work"),
        help_text=_("A part of the name or the symbol of a unit or organisation."),
        find=find_place,
        required=False,
    )
    is_told = forms.BooleanField(label=_("Send a letter that says how to sign in"), required=False, initial=True)
    field_order = ("name", "email", "place", "function", "leads_people", "is_told")


class ChangeAddressForm(forms.Form):
    email = AddressField(label=_("New work e-mail"), error_messages=ADDRESS_FAULTS)


class MovePersonForm(SoughtForm):
    place = SoughtField(
        label=_("New place"),
        help_text=_("A part of the name or the symbol of a unit or organisation."),
        find=find_place,
        error_messages={"required": _("Write a part of the name of the new place.")},
    )
    since = day(
        label=_("Since when"),
        help_text=_("A day past, today or ahead. Empty means today."),
        required=False,
    )


class FindDoubleForm(SoughtForm):
    other = SoughtField(
        label=_("The other account of the same person"),
        help_text=_("Name, the whole address, or the name for mentions with @."),
        find=find_person,
        error_messages={"required": _("Write the name or the address.")},
    )
    error_none = _("Nobody is called so. Try a shorter part of the name.")
