from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.forms.fields import MailField, PhoneField
from ognisko.office.models import AccessibilityProblem
from ognisko.ui.fields import DayField, LineField, TextField


class ReportForm(forms.Form):
    page = LineField(label=_("Address of the page"), max_length=500, required=False)
    what = TextField(
        label=_("What is wrong"),
        help_text=_("What did you want to do, and what stopped you? With what device or program?"),
        max_length=5_000,
        error_messages={"required": _("Describe what is wrong.")},
        rows=5,
    )
    preferred = TextField(
        label=_("How would you like to get it"),
        help_text=_("For example: by e-mail as text, read to you over the phone, in large print."),
        max_length=2_000,
        required=False,
        rows=2,
    )
    name = LineField(
        label=_("First name and surname"),
        max_length=120,
        error_messages={"required": _("Write your first name and surname.")},
    )
    email = MailField(label=_("E-mail"))
    phone = PhoneField(help_text=_("E-mail or phone: one of them is enough."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, kind in (("name", "name"), ("email", "email"), ("phone", "tel")):
            self.fields[field].widget.attrs["autocomplete"] = kind

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)):
            raise ValidationError(gettext("Write an e-mail address or a phone number, so that we can answer you."))
        return data


class AnswerForm(forms.Form):
    text = TextField(label=_("Answer"), max_length=10_000, rows=6, error_messages={"required": _("Write the answer.")})


class ExtendForm(forms.Form):
    until = DayField(label=_("New day"), error_messages={"required": _("Write the new day.")})
    reason = TextField(
        label=_("Why you need more time"), max_length=2_000, error_messages={"required": _("Give the reason.")}
    )


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=AccessibilityProblem.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    text = TextField(label=_("What was done"), max_length=5_000, error_messages={"required": _("Write what was done.")})
