"""Fields whose text reaches the database in the form that every page and letter accepts."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.text.clean import clean_text


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


class NameField(LineField):
    """The name of a person in any script; something of it must be seen on the page."""

    def __init__(self, **options: Any) -> None:
        options = {
            "label": _("First name and surname"),
            "max_length": 120,
            "error_messages": {"required": _("Write your first name and surname.")},
            **options,
        }
        super().__init__(**options)
        self.widget.attrs["autocomplete"] = "name"

    def clean(self, value: Any) -> str:
        name = " ".join(str(super().clean(value)).split())
        if self.required and not any(unicodedata.category(letter)[0] in "LNPS" for letter in name):
            raise ValidationError(gettext("Write your first name and surname."))
        return name


class AddressField(forms.EmailField):
    """A work address, kept in lower case."""

    def __init__(self, **options: Any) -> None:
        options = {
            "label": _("Work e-mail"),
            "error_messages": {
                "required": _("Write your e-mail address."),
                "invalid": _("Write the whole address, for example ewa.kurowska@urzad.example."),
            },
            **options,
        }
        super().__init__(**options)
        self.widget.attrs["autocomplete"] = "email"

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class PasswordField(forms.CharField):
    def __init__(self, *, is_new: bool = False, **options: Any) -> None:
        autocomplete = "new-password" if is_new else "current-password"
        options = {
            "label": _("Password"),
            "max_length": 256,
            "help_text": _("At least 12 characters. A few words that have nothing in common are best.")
            if is_new
            else "",
            "error_messages": {"required": _("Write a password.") if is_new else _("Write your password.")},
            **options,
        }
        super().__init__(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}), **options)
