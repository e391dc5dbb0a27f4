from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.people import office_numbers
from ognisko.people.forms.administration.people import day
from ognisko.people.forms.administration.sought import (
    SoughtField,
    SoughtForm,
    find_organisation,
    find_unit,
    find_unit_of,
)
from ognisko.people.forms.fields import LineField
from ognisko.people.models import Organisation, Unit

SINCE = _("Empty means today. What happened before stays under the old name.")


class NodeForm(forms.Form):
    name = LineField(label=_("Name"), max_length=250, error_messages={"required": _("Write the name.")})


class OrganisationForm(NodeForm):
    short_name = LineField(label=_("Short name"), max_length=40, required=False)
    regon = LineField(label="REGON", max_length=20, required=False)
    teryt = LineField(label="TERYT", max_length=10, required=False)
    delivery_address = LineField(
        label=_("Address for electronic delivery"),
        help_text=_("As in AE:PL-12345-67890-ABCDE-12."),
        max_length=60,
        required=False,
    )

    def clean_regon(self) -> str:
        return self._checked("regon", office_numbers.is_regon, _("This is no REGON: a figure is wrong or missing."))

    def clean_teryt(self) -> str:
        return self._checked("teryt", office_numbers.is_teryt, _("Write 2, 4 or 7 figures of the TERYT register."))

    def clean_delivery_address(self) -> str:
        wrong = _("Write the address as AE:PL-12345-67890-ABCDE-12.")
        return self._checked("delivery_address", office_numbers.is_delivery_address, wrong)

    def _checked(self, name: str, is_right: Any, wrong: Any) -> str:
        value = "".join(str(self.cleaned_data[name]).split()).upper()
        if value and not is_right(value):
            raise forms.ValidationError(wrong)
        return value


class ChangeOrganisationForm(OrganisationForm):
    since = day(label=_("The new name holds since"), help_text=SINCE, required=False)


class AddOrganisationForm(SoughtForm, OrganisationForm):
    parent = SoughtField(
        label=_("Organisation above it"),
        help_text=_("A part of its name; empty for one at the top."),
        find=find_organisation,
        required=False,
    )
    field_order = ("name", "short_name", "parent", "regon", "teryt", "delivery_address")


class UnitForm(NodeForm):
    short_name = LineField(label=_("Symbol"), help_text=_("Such as DSC or BDG."), max_length=40, required=False)
    unit_type = forms.ChoiceField(label=_("Kind"), choices=[("", _("not said")), *Unit.Kind.choices], required=False)


class ChangeUnitForm(UnitForm):
    since = day(label=_("The new name holds since"), help_text=SINCE, required=False)


class AddUnitForm(SoughtForm, UnitForm):
    parent = SoughtField(
        label=_("Unit above it"),
        help_text=_("A part of its name or its symbol; empty for one at the top of the organisation."),
        find=find_unit,
        required=False,
    )
    field_order = ("name", "short_name", "unit_type", "parent")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].find = find_unit_of(organisation)  # type: ignore[attr-defined]


class MoveNodeForm(SoughtForm):
    """Under what; empty is the top."""

    under = SoughtField(
        label=_("Where it will lie"),
        help_text=_("A part of the name or the symbol of what stands above it; empty for the top."),
        find=find_organisation,
        required=False,
    )
    since = day(
        label=_("Since when"),
        help_text=_("Empty means today. What is told about the time before keeps the old place."),
        required=False,
    )

    def __init__(self, *args: Any, node: Organisation | Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(node, Unit):
            self.fields["under"].find = find_unit_of(node.organisation)  # type: ignore[attr-defined]


class MergeUnitsForm(SoughtForm):
    into = SoughtField(
        label=_("Unit that it becomes part of"),
        help_text=_("A part of its name or its symbol."),
        find=find_unit,
        error_messages={"required": _("Write a part of the name of that unit.")},
    )
    since = day(label=_("From the day"), help_text=_("A day past, today or ahead."))


class EndForm(forms.Form):
    on = day(label=_("The first day on which it is no more"), help_text=_("A day past, today or ahead."))


class EndUnitForm(SoughtForm, EndForm):
    people_to = SoughtField(
        label=_("Unit to which its people go"),
        help_text=_("A part of its name or its symbol."),
        find=find_unit,
        required=False,
    )
    people_stay = forms.BooleanField(label=_("They stay in the organisation, without a unit for now"), required=False)

    def __init__(self, *args: Any, has_people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_people:
            del self.fields["people_to"], self.fields["people_stay"]
