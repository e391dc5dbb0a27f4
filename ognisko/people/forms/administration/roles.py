from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.people.forms.administration.sought import SoughtField, SoughtForm, find_person, find_unit
from ognisko.people.models import InstallationRole


class GiveRoleForm(SoughtForm):
    kind = forms.ChoiceField(
        label=_("Duty"),
        choices=InstallationRole.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the duty.")},
    )
    person = SoughtField(
        label=_("Who"),
        help_text=_("Name, the whole address, or the name for mentions with @."),
        find=find_person,
        error_messages={"required": _("Write the name or the address.")},
    )
    unit = SoughtField(
        label=_("Unit that they head"),
        help_text=_("Only for the head of a unit: a part of its name or its symbol."),
        find=find_unit,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") != InstallationRole.Kind.UNIT_HEAD:
            data["unit"] = None
            self.errors.pop("unit", None)
        elif not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", gettext("Say which unit this person heads."))
        return data
