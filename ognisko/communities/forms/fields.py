import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ognisko.people.forms.fields import LineField, TextField

_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")


class SeenField(LineField):
    """A line of which something is seen on the page."""

    def clean(self, value: Any) -> str:
        line = " ".join(str(super().clean(value)).split())
        if self.required and not any(unicodedata.category(letter)[0] in "LNPS" for letter in line):
            raise ValidationError(self.error_messages["required"], code="required")
        return line


class LinesField(TextField):
    """A list typed one item a line; what people put before an item (a dash, a number) is taken off."""

    def __init__(self, *, most: int = 12, longest: int = 300, **options: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        typed = str(super().clean(value)).split("\n")
        lines = [line for line in (_BULLET.sub("", line).strip() for line in typed) if line]
        if len(lines) > self.most:
            words = _("Write at most %(most)s lines; here are %(count)s.")
            raise ValidationError(words % {"most": self.most, "count": len(lines)})
        for number, line in enumerate(lines, 1):
            if len(line) > self.longest:
                words = _("Line %(number)s is too long: at most %(longest)s characters.")
                raise ValidationError(words % {"number": number, "longest": self.longest})
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class OrganisationsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
