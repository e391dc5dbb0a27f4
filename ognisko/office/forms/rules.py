import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.free_days import is_weekend, latest_day, public_holidays
from ognisko.office.models import FreeDay, HouseRules
from ognisko.ui.fields import DayField, LineField, TextField

DOMAIN = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
MOST_DOMAINS = 200
OLDEST = date(2000, 1, 1)


class RegistrationForm(forms.Form):
    mode = forms.ChoiceField(label=_("Who may make an account"), required=False, widget=forms.RadioSelect)
    domains = TextField(
        label=_("Domains of your office"),
        help_text=_(
            "One in a line: urzad.gov.pl, or *.gov.pl for all below it. Whoever comes by invitation from another "
            "domain is a guest."
        ),
        required=False,
        max_length=10_000,
    )

    def __init__(self, *args: Any, as_environment: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mode"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", as_environment), *HouseRules.Registration.choices]

    def clean_domains(self) -> list[str]:
        typed = re.split(r"[\s,;]+", self.cleaned_data["domains"])
        domains = [word.lower().removeprefix("@").rstrip(".") for word in typed if word.strip("@. ")]
        wrong = [word for word in domains if len(word) > 253 or not DOMAIN.fullmatch(word)]
        if wrong:
            raise ValidationError(
                gettext("%(domain)s is no domain. Write it as urzad.gov.pl.") % {"domain": wrong[0][:80]}
            )
        if len(domains) > MOST_DOMAINS:
            raise ValidationError(gettext("Too many domains. Write *.gov.pl for all below gov.pl."))
        return list(dict.fromkeys(domains))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mode") == HouseRules.Registration.DOMAINS and data.get("domains") == []:
            self.add_error("domains", gettext("Write at least one domain, or choose another rule."))
        return data


class FreeDayForm(forms.Form):
    day = DayField(label=_("Day"), error_messages={"required": _("Write the day.")})
    name = LineField(
        label=_("Why it is free"),
        help_text=_("For example: instead of 15 August, a Saturday."),
        max_length=120,
        error_messages={"required": _("Write why, so that everybody understands.")},
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not OLDEST <= day <= latest_day():
            raise ValidationError(gettext("Choose a day of this century, at most ten years ahead."))
        if is_weekend(day):
            raise ValidationError(gettext("This is a Saturday or a Sunday: it is free anyway."))
        if day in public_holidays([day.year]):
            raise ValidationError(gettext("This is a public holiday: it is free anyway."))
        if FreeDay.objects.filter(day=day).exists():
            raise ValidationError(gettext("This day is in the list already."))
        return day


class ReadOnlyForm(forms.Form):
    words = LineField(
        label=_("What people read meanwhile"),
        help_text=_("Why, and until when. For example: We are moving to another server, until about 18:00."),
        max_length=300,
        error_messages={"required": _("Tell people why, and until when.")},
    )


class EverybodyOutForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, sign everybody out, me too"),
        error_messages={"required": _("Tick the box if you mean it.")},
    )
