from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.communities.directory import BY_NAME
from ognisko.communities.models import Community
from ognisko.people.forms.fields import LineField


class Group(NamedTuple):
    name: str
    label: str
    kind: str  # "checkbox" or "radio"
    options: list[tuple[str, str, bool]]  # value, label, whether it is chosen


class DirectoryForm(forms.Form):
    """Filters that stand in the address; a wrong value filters nothing, so an old bookmark still shows the page."""

    q = LineField(label=_("Words"), max_length=120, required=False)
    area = forms.MultipleChoiceField(label=_("Area"), choices=Community.Area, required=False)
    rhythm = forms.MultipleChoiceField(label=_("Rhythm"), choices=Community.Rhythm, required=False)
    entry = forms.MultipleChoiceField(
        label=_("How people come in"),
        choices=[
            (Community.Entry.OPEN, _("open")),
            (Community.Entry.ON_REQUEST, _("on request")),
            (Community.Entry.BY_INVITATION, _("by invitation")),
        ],
        required=False,
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
    )
    mine = forms.BooleanField(label=_("only mine"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("lately active first")), (BY_NAME, _("by name"))],
        required=False,
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "filter-%s", **kwargs})
        if not by.is_authenticated:
            del self.fields["people"], self.fields["mine"]

    def chosen(self) -> dict[str, Any]:
        """The right values that were chosen, without the empty ones."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def groups(self) -> list[Group]:
        """The choices as plain values: a page with two dozen widgets spends half its time on them."""
        made = []
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                chosen = self.cleaned_data.get(name) or [""]
                picked = [chosen] if isinstance(chosen, str) else chosen
                kind = "checkbox" if isinstance(field, forms.MultipleChoiceField) else "radio"
                options = [(value, str(label), value in picked) for value, label in field.choices]  # type: ignore[union-attr, misc]
                made.append(Group(name, str(field.label), kind, options))
        return made
