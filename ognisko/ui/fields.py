"""Fields whose text reaches the database in the form that every page and letter accepts."""

from typing import Any

from django import forms

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
