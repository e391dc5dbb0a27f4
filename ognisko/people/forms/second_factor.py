"""Forms of the second factor: allauth's, counted by our throttle, with our fields and words."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ognisko.office import throttle
from ognisko.people import actions
from ognisko.people.forms.fields import LineField
from ognisko.people.sign_in import count

# What the library raises on a credential that nobody's browser made
BROKEN = (InvalidSignature, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class CodeField(LineField):
    """Digits; spaces that people and apps put between them do not count."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": 20, "error_messages": {"required": _("Write the code.")}, **options}
        super().__init__(**options)
        self.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def to_python(self, value: Any) -> str:
        return "".join(super().to_python(value).split())


class CodeMixin(forms.Form):
    """A code of the app or a recovery code. Tries are counted for the account before the code is looked at."""

    user: Any
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=_("Code from the app, or a recovery code"))

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        _count(self.user)
        for authenticator in _with_codes(self.user):
            if actions.use_code(authenticator, code):
                self.authenticator = authenticator
                authenticator.refresh_from_db()
                throttle.forget("second_factor", str(self.user.pk))
                return code
        self._emit_authentication_failed(_with_codes(self.user)[0])  # type: ignore[attr-defined]
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(CodeMixin, base_forms.AuthenticateForm):
    pass


class ConfirmCodeForm(CodeMixin, base_forms.ReauthenticateForm):
    pass


class AppForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=_("Code that the app shows"))

    def clean_code(self) -> str:
        _count(self.user)
        code = super().clean_code()
        throttle.forget("second_factor", str(self.user.pk))
        return code


class CredentialMixin(forms.Form):
    """What the browser's passkey answered; anything else in its place is a wrong answer, never a broken page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = _("No passkey was used. Try again.")
        self.fields["credential"].label = _("Passkey")


class PasskeyForm(CredentialMixin, webauthn_forms.AddWebAuthnForm):
    """Every passkey signs in by itself, so the device must have asked for a finger, a face or a PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"] = passkey_name(required=False)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        try:
            return super().clean()
        except ValidationError:
            raise
        except BROKEN:
            raise get_adapter().validation_error("incorrect_code") from None


class UsePasskeyMixin(CredentialMixin):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            raise
        except BROKEN:
            raise get_adapter().validation_error("incorrect_code") from None


class UsePasskeyForm(UsePasskeyMixin, webauthn_forms.AuthenticateWebAuthnForm):
    pass


class ConfirmPasskeyForm(UsePasskeyMixin, webauthn_forms.ReauthenticateWebAuthnForm):
    pass


class SignInPasskeyForm(UsePasskeyMixin, webauthn_forms.LoginWebAuthnForm):
    pass


class PasskeyNameForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = passkey_name()


def passkey_name(**options: Any) -> LineField:
    return LineField(
        label=_("Name of the passkey"),
        max_length=60,
        help_text=_("So that you know it among others: “Office laptop”, “USB key on my ring”."),
        error_messages={"required": _("Write a name.")},
        **options,
    )


def _count(person: Any) -> None:
    count(context.request, "second_factor", str(person.pk), throttle.SIGN_IN_BY_ACCOUNT)


def _with_codes(person: Any) -> list[Authenticator]:
    """The app first: of a wrong code it is the app that is told to have failed."""
    kept = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.WEBAUTHN)
    return sorted(kept, key=lambda one: one.type != Authenticator.Type.TOTP)
