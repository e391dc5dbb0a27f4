from django import forms
from django.utils.translation import gettext_lazy as _


class TrialForm(forms.Form):
    address = forms.EmailField(
        label=_("Address"),
        max_length=254,
        error_messages={
            "required": _("Write an address."),
            "invalid": _("This is no address. Write it as name@urzad.pl."),
        },
    )
