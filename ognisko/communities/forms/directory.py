from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.communities.directory import BY_NAME
from ognisko.communities.models import Community
from ognisko.people.forms.fields import LineField


class DirectoryForm(forms.Form):
    """Filters that stand in the address; a wrong value filters nothing, so an old bookmark still shows the page."""

    q = LineField(label=_("Words"), max_length=120, required=False)
    area = forms.MultipleChoiceField(
        label=_("Area"), choices=Community.Area, required=False, widget=forms.CheckboxSelectMultiple
    )
    rhythm = forms.MultipleChoiceField(
        label=_("Rhythm"), choices=Community.Rhythm, required=False, widget=forms.CheckboxSelectMultiple
    )
    entry = forms.MultipleChoiceField(
        label=_("How people come in"),
        choices=[
            (Community.Entry.OPEN, _("open")),
            (Community.Entry.ON_REQUEST, _("on request")),
            (Community.Entry.BY_INVITATION, _("by invitation")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ChoiceField(
        label=_("With people"),
        choices=[
            ("", _("from anywhere")),
            ("unit", _("from my unit")),
            ("organisation", _("from my organisation")),
            ("elsewhere", _("from other organisations")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    mine = forms.BooleanField(label=_("only mine"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("lately active first")), (BY_NAME, _("by name"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "filter-%s", **kwargs})
        self.fields["q"].widget.input_type = "search"  # type: ignore[attr-defined]
        if not by.is_authenticated:
            del self.fields["people"], self.fields["mine"]

    def chosen(self) -> dict[str, Any]:
        """The right values that were chosen, without the empty ones."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
