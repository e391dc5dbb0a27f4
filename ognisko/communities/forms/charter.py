from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.communities.forms.fields import LinesField, OrganisationsField, SeenField
from ognisko.communities.models import Community
from ognisko.people.directory import organisations_with_people
from ognisko.people.forms.fields import LineField, TextField
from ognisko.people.models import Organisation
from ognisko.text.polish import fold


class CharterForm(forms.Form):
    """A community's charter in its first form; what was typed stays typed, whatever needs a change."""

    name = SeenField(
        label=_("Name"),
        max_length=120,
        help_text=_("An activity, in three words or more: “Conferences and seminars of the office”."),
        error_messages={"required": _("Write the name of the community.")},
    )
    name_is_known = forms.BooleanField(
        label=_("I know that one of this name exists, and mine is about something else"), required=False
    )
    topic = SeenField(
        label=_("Topic in one sentence"),
        max_length=300,
        help_text=_("Finish the sentence: We help (whom), when (in what situation), so that (with what effect)."),
        error_messages={"required": _("Write the topic in one sentence.")},
    )
    for_whom = TextField(label=_("For whom"), max_length=2000, required=False, rows=3)
    questions = LinesField(
        label=_("Questions that people ask"),
        help_text=_("One a line. Three to five real ones, from the last months."),
        rows=5,
    )
    covers = LinesField(label=_("What we deal with"), help_text=_("One thing a line."), rows=4)
    does_not_cover = LinesField(
        label=_("What we do not deal with"),
        help_text=_("One thing a line. A border helps new people to see whether this place is for them."),
        rows=3,
    )
    rhythm = forms.ChoiceField(label=_("Rhythm of meetings"), choices=Community.Rhythm, widget=forms.RadioSelect)
    rhythm_note = LineField(
        label=_("Rhythm in words"), max_length=160, required=False, help_text=_("For example: second Tuesday, 10:00.")
    )
    rules = TextField(
        label=_("Rules"),
        max_length=10_000,
        required=False,
        help_text=_("How you talk to each other, what stays among you. Lists and links as in posts."),
    )
    area = forms.ChoiceField(label=_("Area"), choices=Community.Area, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language of conversations"), choices=[("pl", "polski"), ("en", "English")], widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(label=_("Who sees it"), choices=Community.Visibility, widget=forms.RadioSelect)
    organisations = OrganisationsField(
        label=_("Chosen organisations"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Only when it is to be seen by people of chosen organisations."),
    )
    entry = forms.ChoiceField(label=_("How people come in"), choices=Community.Entry, widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Any, community: Community | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.community = by, community
        self.clash: Community | None = None
        ids = [organisation.pk for organisation in organisations_with_people()]
        if community:
            ids += community.organisations.values_list("pk", flat=True)
        self.fields["organisations"].queryset = Organisation.objects.filter(pk__in=ids).in_order()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_for_chosen = cleaned.get("visibility") == Community.Visibility.ORGANISATIONS
        if is_for_chosen and not cleaned.get("organisations") and "organisations" not in self.errors:
            self.add_error("organisations", gettext("Choose the organisations whose people are to see it."))
        if not is_for_chosen:
            cleaned["organisations"] = []
        if cleaned.get("name"):
            self._warn_of_clash(cleaned)
        return cleaned

    def charter(self) -> dict[str, Any]:
        """What the verbs take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "name_is_known"}

    def _warn_of_clash(self, cleaned: dict[str, Any]) -> None:
        """Of communities that the founder may see, and of no other."""
        alike = Community.objects.visible_to(self.by).filter(folded_name=fold(cleaned["name"])[:160])
        self.clash = next((one for one in alike[:2] if one != self.community), None)
        if self.clash and not cleaned["name_is_known"]:
            words = gettext("A community of this name is here already: {link}. See it first; perhaps it is yours too.")
            link = format_html('<a href="{}">{}</a>', self.clash.get_absolute_url(), self.clash.name)
            self.add_error("name", forms.ValidationError(format_html(words, link=link), code="clash"))
