from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.audit.events import Event
from ognisko.audit.models import Entry
from ognisko.audit.reading import Filters, people_meant
from ognisko.ui.fields import LineField

WITH_TIME = ("%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
DAYS = ("%d.%m.%Y", "%Y-%m-%d")
NO_MOMENT = _("There is no such day or hour. Write 24.11.2026, or 24.11.2026 14:30.")


class MomentField(LineField):
    """A day, or a day and an hour, of the installation's clock. A whole day ends when the next one begins."""

    def __init__(self, *, is_end: bool = False, **options: Any) -> None:
        self.is_end = is_end
        super().__init__(required=False, max_length=40, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._moment(text) if text else None

    def _moment(self, text: str) -> datetime:
        for form, length in [*((one, timedelta(minutes=1)) for one in WITH_TIME), *((one, None) for one in DAYS)]:
            try:
                naive = datetime.strptime(text, form)
                return timezone.make_aware(self._edge(naive, length))
            except (ValueError, OverflowError):
                continue
        raise ValidationError(NO_MOMENT)

    def _edge(self, naive: datetime, length: timedelta | None) -> datetime:
        return naive + (length or timedelta(days=1)) if self.is_end else naive


class FilterForm(forms.Form):
    person = LineField(
        label=_("Person"),
        help_text=_("A name, an address or the number of a person; what they did, and what was done to them."),
        max_length=120,
        required=False,
    )
    event = forms.ChoiceField(label=_("What happened"), required=False)
    result = forms.ChoiceField(label=_("Result"), required=False)
    since = MomentField(label=_("From"), help_text=_("24.11.2026, or 24.11.2026 14:30"))
    until = MomentField(label=_("To"), is_end=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("event", Event.choices), ("result", Entry.Result.choices)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("everything")), *choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and since >= until:
            raise ValidationError(_("The end comes before the beginning. Exchange the two."))
        return data

    def filters(self) -> Filters:
        asked = {name: value for name, value in self.cleaned_data.items() if name != "person"}
        words = self.cleaned_data["person"]
        return Filters(people=people_meant(words) if words else None, **asked)
