from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import Person
from ognisko.personal import Retention
from ognisko.privacy.models import Request
from ognisko.ui.fields import DayField, LineField, TextField


class CloseAccountForm(forms.Form):
    """A box to tick, so that no single press of a button closes an account."""

    is_meant = forms.BooleanField(label=_("Yes, close my account for good."))


class EraseForm(forms.Form):
    is_meant = forms.BooleanField(label=_("Yes, erase this person. It cannot be undone."))


class RegisterForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it asks for"), choices=Request.Kind.choices)
    received_on = DayField(label=_("Received on"))
    address = forms.EmailField(
        label=_("Address of the account it is about"),
        required=False,
        help_text=_("Leave it empty when the person has no account here."),
    )
    who = LineField(label=_("From whom, where there is no account"), max_length=200, required=False)
    matter = TextField(label=_("What it says, in short"), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["person"] = None
        if address := said.get("address"):
            said["person"] = Person.objects.filter(email=address.lower()).first()
            if said["person"] is None:
                self.add_error("address", _("Nobody has an account with this address. Check it, or leave it empty."))
        elif not said.get("who"):
            self.add_error("who", _("Write an address, or from whom the request is."))
        return said


class ExtendForm(forms.Form):
    reason = TextField(label=_("Why it takes longer"), max_length=2000)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label=_("Decision"), choices=Request.Decision.choices, widget=forms.RadioSelect)
    answer = TextField(label=_("What the person was answered"), max_length=4000)


class PeriodsForm(forms.Form):
    """One number of days for each rule of the table."""

    def __init__(self, *args: Any, table: list[tuple[Retention, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule, days in table:
            self.fields[field_of(rule)] = forms.IntegerField(
                label=str(rule.name),
                help_text=str(rule.why),
                min_value=rule.least,
                max_value=rule.most,
                initial=days,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": rule.least, "max": rule.most}),
            )


def field_of(rule: Retention) -> str:
    return rule.key.replace(".", "-")
