"""Forms of the texts that the law asks for: a box for each wording in each language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.office import clauses, statements
from ognisko.office.forms.fields import MailField, PhoneField, WebField
from ognisko.office.models import AccessibilityStatement, Publication
from ognisko.office.wording import LANGUAGES, Wording, field_name
from ognisko.ui.fields import DayField, LineField, TextField

LONGEST = 10_000


class PublicationForm(forms.Form):
    wordings: tuple[Wording, ...] = ()
    plain: tuple[str, ...] = ()

    def __init__(self, publication: Publication, data: Mapping[str, Any] | None = None) -> None:
        initial = {name: getattr(publication, name) for name in self.plain}
        for language in LANGUAGES:
            for wording in self.wordings:
                initial[field_name(language, wording)] = publication.text(language, wording.key)
        super().__init__(data, initial=initial)
        for language in LANGUAGES:
            for wording in self.wordings:
                self.fields[field_name(language, wording)] = _box(language, wording)

    def names_in(self, language: str) -> list[str]:
        return [field_name(language, wording) for wording in self.wordings]

    def texts(self) -> dict[str, dict[str, str]]:
        """What could be read, faults elsewhere or not: a wrong date does not lose the texts."""
        return {
            language: {
                wording.key: self.cleaned_data[name]
                for wording in self.wordings
                if (name := field_name(language, wording)) in self.cleaned_data
            }
            for language in LANGUAGES
        }

    def plain_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.plain if name in self.cleaned_data}

    def add_faults(self, faults: Mapping[str, str | Promise]) -> None:
        """Those of publication; a box that has a fault of its own keeps the one it has."""
        for name, words in faults.items():
            if name not in self.errors:
                self.add_error(name, str(words))


class StatementForm(PublicationForm):
    wordings = statements.WORDINGS
    plain = statements.PLAIN

    site_published_on = DayField(label=_("The site was opened on"), required=False)
    site_updated_on = DayField(label=_("Its last important change was on"), required=False)
    drawn_up_on = DayField(label=_("The statement was drawn up on"), required=False)
    reviewed_on = DayField(label=_("It was last reviewed on"), required=False)
    status = forms.ChoiceField(
        label=_("The site and the act on digital accessibility"),
        choices=AccessibilityStatement.Status.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    method = forms.ChoiceField(
        label=_("Based on"),
        choices=AccessibilityStatement.Method.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    auditor = LineField(label=_("Who made the assessment, if an external body"), max_length=160, required=False)
    report_url = WebField(label=_("Address of the report of the assessment"))
    costs_url = WebField(label=_("Address of the assessment of excessive costs"))
    contact_person = LineField(label=_("Who answers questions: a person or a unit"), max_length=120, required=False)
    contact_email = MailField(label=_("Their e-mail"))
    contact_phone = PhoneField(label=_("Their phone"))


class ClauseForm(PublicationForm):
    wordings = clauses.WORDINGS


def _box(language: str, wording: Wording) -> forms.CharField:
    options: dict[str, Any] = {"label": wording.label, "help_text": wording.hint, "required": False}
    box = (
        LineField(max_length=300, **options)
        if wording.rows == 1
        else TextField(max_length=LONGEST, rows=wording.rows, **options)
    )
    box.widget.attrs["lang"] = language
    return box
