"""Fields whose text reaches the database in the form that every page and letter accepts."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.ui.fields import LineField, TextField

__all__ = ["AddressField", "LineField", "NameField", "PasswordField", "TextField"]


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
