"""Fields whose text reaches the database in the form that every page and letter accepts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.text.clean import clean_text

NO_SUCH_DAY = _("There is no such day. Write it as 31.03.2027.")


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value)) if value not in self.empty_values else ""
        return super().to_python(" ".join(text.split("\n"))) or ""


class TextField(forms.CharField):
    """A few sentences."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_text(str(value)) if value not in self.empty_values else "") or ""


class DayField(forms.DateField):
    """A day typed as people write it; what is no day stays in the box, so that it can be put right."""

    def __init__(self, **options: Any) -> None:
        options = {
            "input_formats": ["%d.%m.%Y", "%Y-%m-%d"],
            "widget": forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
            "help_text": _("For example 31.03.2027."),
            **options,
        }
        options["error_messages"] = {"invalid": NO_SUCH_DAY, **options.get("error_messages", {})}
        super().__init__(**options)
