from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.people.forms.fields import LineField
from ognisko.people.models import Organisation, Unit


class DirectoryForm(forms.Form):
    """Filters of the directory; a wrong value filters nothing."""

    q = LineField(label=_("First name or surname"), max_length=120, required=False)
    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int, empty_value=None, required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, organisations: list[Organisation], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("organisation", organisations)
        self._offer("unit", units)
        self.fields["q"].widget.input_type = "search"

    def chosen(self, name: str) -> Any:
        """A value if it is a right one, so that an old bookmark still shows the directory."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def _offer(self, name: str, nodes: Iterable[Organisation | Unit]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("any")), *((node.pk, node.name) for node in nodes)]
