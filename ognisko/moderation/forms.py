from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.moderation.deadlines import LONGEST_PAUSE
from ognisko.moderation.models import Appeal, Report
from ognisko.ui.fields import TextField


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    words = TextField(
        label=_("In your own words"),
        max_length=2000,
        required=False,
        help_text=_("What should be looked at. Do not repeat the data here."),
    )


class ActionForm(forms.Form):
    """A word to a person: a private warning, or a pause of writing with it."""

    act = forms.ChoiceField(
        label=_("What do you choose?"),
        choices=[("warn", _("Send a private warning")), ("pause", _("Pause their writing in this community"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        required=False,
        min_value=1,
        max_value=LONGEST_PAUSE,
        initial=3,
        help_text=_("Of a pause: from 1 to 30. They can read and thank meanwhile."),
    )
    words = TextField(
        label=_("To the person"),
        max_length=2000,
        help_text=_("What happened, by which rule, and what you ask for. It comes by e-mail and stands on a page."),
        error_messages={"required": _("Write to the person why.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") == "pause" and not cleaned.get("days") and "days" not in self.errors:
            self.add_error("days", gettext("Write for how many days, from 1 to 30."))
        return cleaned


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("The post"),
        choices=[(Report.Outcome.LEFT, _("Leave it as it is")), (Report.Outcome.HIDDEN, _("Hide it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it stays or is hidden.")},
    )
    act = forms.ChoiceField(
        label=_("Its author"),
        choices=[
            ("", _("Nothing more")),
            ("warn", _("A private warning")),
            ("pause", _("A pause of writing")),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        required=False,
        min_value=1,
        max_value=LONGEST_PAUSE,
        help_text=_("Of a pause: from 1 to 30."),
    )
    words = TextField(
        label=_("To the author"),
        max_length=2000,
        required=False,
        help_text=_("By which rule, and what they can do. Needed unless the post stays and nothing more happens."),
    )
    answer = TextField(
        label=_("To those who reported it"),
        max_length=2000,
        required=False,
        rows=2,
    )

    def __init__(self, data: Any = None, *, may_act: bool, may_pause: bool) -> None:
        super().__init__(data, initial={"act": "", "days": 3})
        if not may_act:
            del self.fields["act"], self.fields["days"]
        elif not may_pause:
            self.fields["act"].choices = self.fields["act"].choices[:2]  # type: ignore[attr-defined]
            del self.fields["days"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_something = cleaned.get("outcome") == Report.Outcome.HIDDEN or cleaned.get("act")
        if is_something and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", gettext("Write to the author why: by which rule."))
        if cleaned.get("act") == "pause" and not cleaned.get("days") and "days" not in self.errors:
            self.add_error("days", gettext("Write for how many days, from 1 to 30."))
        return cleaned


class AppealForm(forms.Form):
    words = TextField(
        label=_("Why the decision should be taken back"),
        max_length=4000,
        error_messages={"required": _("Write why.")},
    )


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (Appeal.Outcome.GRANTED, _("I take the decision back")),
            (Appeal.Outcome.UPHELD, _("The decision stands")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    answer = TextField(
        label=_("Why"),
        max_length=4000,
        help_text=_("The person who appealed and the one who decided before both read it."),
        error_messages={"required": _("Write why: both sides read it.")},
    )
