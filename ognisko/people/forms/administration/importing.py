from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.people.forms.administration.sought import SoughtField, SoughtForm, find_organisation
from ognisko.people.forms.fields import LineField
from ognisko.people.imports.guessing import NODES, PEOPLE, guess
from ognisko.people.imports.table import Table
from ognisko.people.models import ImportJob

LABELS = {
    "email": _("Work e-mail"),
    "name": _("First name and surname"),
    "surname": _("Surname, where it stands in a column of its own"),
    "organisation": _("Organisation"),
    "unit": _("Unit: name, symbol, id or whole path"),
    "function": _("Function"),
    "leads": _("Leads people: yes or no"),
    "id": _("Id in your office: who is here is known by it also when the address changes"),
}
NODE_LABELS = {
    "id": _("Id or symbol: what tells one from another, and stays"),
    "name": _("Name"),
    "parent": _("Id of what stands above it"),
    "short": _("Short name or symbol"),
}
REQUIRED = {"email", "name"}
NODE_REQUIRED = {"id", "name"}


class UploadForm(SoughtForm):
    kind = forms.ChoiceField(
        label=_("What is in the file"),
        choices=ImportJob.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is in the file.")},
    )
    organisation = SoughtField(
        label=_("Whose units these are"),
        help_text=_("Only for units: a part of the name of the organisation."),
        find=find_organisation,
        required=False,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV with names of columns in the first line; semicolons or commas; UTF-8 or Windows-1250."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") != ImportJob.Kind.UNITS:
            data["organisation"] = None
            self.errors.pop("organisation", None)
        elif not data.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", gettext("Say whose units these are."))
        return data


class ColumnsForm(forms.Form):
    """Which column of the table means what; guessed, and corrected by the person."""

    def __init__(self, *args: Any, job: ImportJob, table: Table, **kwargs: Any) -> None:
        is_people = job.kind == ImportJob.Kind.PEOPLE
        labels, required = (LABELS, REQUIRED) if is_people else (NODE_LABELS, NODE_REQUIRED)
        guessed = job.columns or guess(table.headers, PEOPLE if is_people else NODES)
        kwargs["initial"] = {**guessed, "levels": ", ".join(guessed.get("levels", ()))}
        super().__init__(*args, **kwargs)
        self.table = table
        choices = [("", _("none")), *((name, name) for name in dict.fromkeys(table.headers) if name)]
        for name, label in labels.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=name in required,
                error_messages={"required": _("Choose the column.")},
            )
        if not is_people:
            self.fields["levels"] = LineField(
                label=_("Columns that name what lies above, from the top"),
                help_text=_("In place of ids: names of columns with commas between, as in: province, county."),
                max_length=500,
                required=False,
            )

    def clean_levels(self) -> list[str]:
        levels = [name.strip() for name in self.cleaned_data["levels"].split(",") if name.strip()]
        known = {" ".join(name.casefold().split()) for name in self.table.headers}
        for name in levels:
            if " ".join(name.casefold().split()) not in known:
                raise ValidationError(gettext("There is no column “%(name)s”.") % {"name": name})
        return levels

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("levels") and data.get("parent"):
            self.add_error("levels", gettext("Choose one: ids of what stands above, or columns that name it."))
        return data
