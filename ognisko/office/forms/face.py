from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.forms.fields import MailField, PhoneField, PictureField, WebField
from ognisko.office.models import FundingBlock
from ognisko.ui.fields import LineField, TextField

MARKDOWN = _("You may use Markdown: **bold**, lists, links.")


class FaceForm(forms.Form):
    name = LineField(
        label=_("Name of the office"),
        max_length=200,
        error_messages={"required": _("Write the name of the office.")},
    )
    short_name = LineField(
        label=_("Short name"),
        help_text=_("Stands beside the name Ognisko at the head of every page."),
        max_length=30,
        required=False,
    )
    picture_office = PictureField(label=_("Mark of the office"))
    remove_picture = forms.BooleanField(label=_("Take the mark away"), required=False)
    contact_unit = LineField(label=_("Who answers: a person or a unit"), max_length=120, required=False)
    contact_email = MailField(label=_("E-mail"))
    contact_phone = PhoneField()
    contact_address = LineField(label=_("Address"), max_length=200, required=False)
    security_contact = LineField(
        label=_("Where to report a weakness in security"),
        help_text=_("An e-mail address or an https address. It is published in security.txt."),
        max_length=200,
        required=False,
    )

    def clean_security_contact(self) -> str:
        value = str(self.cleaned_data["security_contact"]).strip()
        parts = urlsplit(value)
        if not value or (parts.scheme == "https" and parts.hostname):
            return value
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(gettext("Write an e-mail address or an address that begins with https://.")) from None
        return value


class TextsForm(forms.Form):
    home_heading_pl = LineField(label=_("Heading in Polish"), max_length=160, required=False)
    home_text_pl = TextField(label=_("Text in Polish"), help_text=MARKDOWN, max_length=10_000, required=False, rows=6)
    home_heading_en = LineField(label=_("Heading in English"), max_length=160, required=False)
    home_text_en = TextField(label=_("Text in English"), help_text=MARKDOWN, max_length=10_000, required=False, rows=6)
    easy_text_pl = TextField(
        label=_("Easy to read, in Polish"),
        help_text=_("Short sentences for people who find reading hard (ETR). Empty: not shown."),
        max_length=10_000,
        required=False,
        rows=6,
    )
    easy_text_en = TextField(label=_("Easy to read, in English"), max_length=10_000, required=False, rows=6)
    sign_language_film = WebField(
        label=_("Film in Polish Sign Language (PJM)"),
        help_text=_("The address of a film. Only a link is shown, nothing is played from elsewhere."),
    )


class MoneyField(LineField):
    """An amount in złoty as people write it: 1 234 567,89."""

    def clean(self, value: Any) -> Any:
        typed = "".join(str(super().clean(value)).split()).removesuffix("zł").replace(",", ".")
        if not typed:
            return None
        try:
            amount = Decimal(typed)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 12:
            raise ValidationError(gettext("Write the amount in złoty, for example 1 234 567,89."))
        return amount.quantize(Decimal("0.01"))


class FundingForm(forms.Form):
    is_on = forms.BooleanField(
        label=_("Show the block on every page and in letters"),
        help_text=_("Switch it on when an agreement on funding binds you. Until then no mark stands anywhere."),
        required=False,
    )
    period = forms.ChoiceField(label=_("Period"), choices=FundingBlock.Period.choices)
    programme = LineField(label=_("Programme"), max_length=160, required=False)
    fund = LineField(label=_("Fund"), max_length=120, required=False)
    sentence_pl = LineField(
        label=_("Sentence in Polish"),
        help_text=_("It stands beside the marks and, without them, in letters."),
        max_length=300,
        required=False,
    )
    sentence_en = LineField(label=_("Sentence in English"), max_length=300, required=False)
    picture_fe = PictureField(label=_("Mark of the European Funds with the name of the programme"))
    picture_rp = PictureField(label=_("Colours of the Republic of Poland"))
    picture_ue = PictureField(label=_("Mark of the European Union"))
    region = LineField(
        label=_("Region"), help_text=_("Its name, where its mark belongs to the row."), max_length=120, required=False
    )
    picture_region = PictureField(label=_("Mark of the region"))
    project_title = LineField(label=_("Title of the project"), max_length=300, required=False)
    project_value = MoneyField(label=_("Value of the project"), required=False)
    contribution = MoneyField(label=_("Contribution of the European Union"), required=False)
    aim_pl = TextField(label=_("Aim, in Polish"), max_length=5_000, required=False)
    aim_en = TextField(label=_("Aim, in English"), max_length=5_000, required=False)
    effects_pl = TextField(label=_("Effects, in Polish"), max_length=5_000, required=False)
    effects_en = TextField(label=_("Effects, in English"), max_length=5_000, required=False)
