from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.actions import is_first_run_code


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Twelve letters and digits. Hyphens and capitals make no difference."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Write the code that stands on the console.")},
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not is_first_run_code(code):
            raise ValidationError(
                gettext("This is not the code. Look for the last one on the console where Ognisko was started.")
            )
        return code
