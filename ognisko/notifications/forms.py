from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.notifications.models import DIGESTS, Following, Hours, Preference, Rhythm
from ognisko.notifications.registry import communities_of, messages
from ognisko.notifications.wishes import DIGEST
from ognisko.people.models import Person

DAYS = [
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
]
OF_A_DIGEST = [(rhythm.value, rhythm.label) for rhythm in (*DIGESTS, Rhythm.NEVER)]


class PreferencesForm(forms.Form):
    """One choice for each kind, and one for each community of the person."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Preference.objects.filter(person=person)
        said = {(one.kind or one.community_id): one.rhythm for one in chosen}
        for message in messages():
            if not message.has_own_letter:
                self.fields[f"kind-{message.kind}"] = self._choice(
                    str(message.name), Rhythm.choices, said.get(message.kind, message.default)
                )
        weekly = said.get(DIGEST, Rhythm.WEEKLY)
        self.fields[f"kind-{DIGEST}"] = self._choice(_("Summary of my communities"), OF_A_DIGEST, weekly)
        as_above = [("", _("as above"))]
        for pk, name in communities_of(person):
            self.fields[f"community-{pk}"] = self._choice(name, as_above + Rhythm.choices, said.get(pk, ""))

    def _choice(self, label: Any, choices: Any, initial: str) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)

    def names(self, which: str) -> list[str]:
        return [name for name in self.fields if name.startswith(f"{which}-")]

    @property
    def kinds(self) -> dict[str, str]:
        """What is the default is not kept, so that a better default reaches who never chose."""
        defaults: dict[str, str] = {message.kind: str(message.default) for message in messages()}
        defaults[DIGEST] = Rhythm.WEEKLY
        said = {name.partition("-")[2]: self.cleaned_data[name] for name in self.names("kind")}
        return {kind: "" if rhythm == defaults[kind] else rhythm for kind, rhythm in said.items()}

    @property
    def communities(self) -> dict[int, str]:
        return {int(name.partition("-")[2]): self.cleaned_data[name] for name in self.names("community")}


class HoursForm(forms.Form):
    begins = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    days = forms.MultipleChoiceField(label=_("On which days"), choices=DAYS, widget=forms.CheckboxSelectMultiple)
    zone = forms.CharField(
        label=_("Time zone"), required=False, max_length=60, help_text=_("For example Europe/Warsaw or Europe/Brussels")
    )

    def __init__(self, *args: Any, hours: Hours, **kwargs: Any) -> None:
        initial = {"begins": hours.begins, "ends": hours.ends, "days": list(hours.days), "zone": hours.zone}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def clean_days(self) -> str:
        return "".join(sorted(self.cleaned_data["days"]))

    def clean_zone(self) -> str:
        zone = self.cleaned_data["zone"].strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_("There is no such time zone."), code="unknown")
        return zone

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["begins"] >= said["ends"]:
            self.add_error("ends", _("The end comes after the beginning."))
        return said


class FollowForm(forms.Form):
    level = forms.ChoiceField(choices=[("", ""), *Following.Level.choices], required=False)
