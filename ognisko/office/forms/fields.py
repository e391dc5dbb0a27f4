from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.pictures import LARGEST, Cleaned, PictureError, clean
from ognisko.ui.fields import LineField

ADDRESS = {"invalid": _("Write the whole address, for example https://www.urzad.example/raport.")}
E_MAIL = {"invalid": _("Write the whole e-mail address, for example kontakt@urzad.example.")}


class WebField(forms.URLField):
    """An address of a page; only the web's own kinds."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": 400, "required": False, "assume_scheme": "https", "error_messages": ADDRESS, **options}
        super().__init__(**options)
        self.widget = forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocapitalize": "none"})

    def clean(self, value: Any) -> str:
        address = str(super().clean(value))
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(gettext("Write the whole address, for example https://www.urzad.example/raport."))
        return address


class MailField(forms.EmailField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "error_messages": E_MAIL, **options})


class PhoneField(LineField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("Phone"), "max_length": 40, "required": False, **options})
        self.widget.attrs["inputmode"] = "tel"

    def clean(self, value: Any) -> str:
        phone = str(super().clean(value))
        digits = sum(sign.isdigit() for sign in phone)
        if phone and (digits < 7 or set(phone) - set("+0123456789 ()-/.,") - set("wewntr. ")):
            raise ValidationError(gettext("Write the number with digits, for example 22 123 45 67."))
        return phone


class PictureField(forms.FileField):
    """A mark as a file; gives it cleaned, or nothing where no file was chosen."""

    def __init__(self, **options: Any) -> None:
        options = {
            "required": False,
            "help_text": _("PNG or SVG, at most 300 kB."),
            "error_messages": {"empty": _("The file is empty. Choose another one.")},
            **options,
        }
        super().__init__(**options)
        self.widget = forms.FileInput(attrs={"accept": ".png,.svg,image/png,image/svg+xml"})

    def clean(self, data: Any, initial: Any = None) -> Cleaned | None:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        try:
            return clean(file.read(LARGEST + 1))
        except PictureError as error:
            raise ValidationError(error.words) from None
