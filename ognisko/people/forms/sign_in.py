"""Forms of signing in and of keeping an account: allauth's, with our fields and words."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.people import actions, letters, registration
from ognisko.people.forms.fields import AddressField, NameField, PasswordField
from ognisko.people.models import Person
from ognisko.people.sign_in import count_letter


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.fields["password"] = PasswordField()
        self.fields["remember"].label = _("Stay signed in on this device")
        self.order_fields(["login", "password", "remember"])


class LinkRequestForm(forms.Form):
    email = AddressField()


class RegistrationForm(allauth_forms.SignupForm):
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = NameField()
        self.fields["email"] = AddressField()
        self.fields["password1"] = PasswordField(is_new=True)
        self.order_fields(list(self.field_order))

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if not registration.is_allowed(email):
            raise _for_other_addresses()
        return self.validate_unique_email(email)

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, Person(**{key: self.cleaned_data.get(key, "") for key in ("name", "email")}))
        return password

    def save(self, request: HttpRequest) -> Person:
        return actions.register_person(
            email=self.cleaned_data["email"],
            name=self.cleaned_data["name"],
            password=self.cleaned_data["password1"],
            is_email_verified=False,
        )


class InvitedForm(forms.Form):
    """An account for the address that an invitation was sent to."""

    name = NameField()
    password = PasswordField(
        is_new=True,
        required=False,
        help_text=_("At least 12 characters. Without a password you sign in by a link in a letter, each time."),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                validate_password(password, Person(name=data.get("name", ""), email=self.email))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class AddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(label=_("New address"))

    def clean_email(self) -> str:
        is_guest = isinstance(self.user, Person) and self.user.is_guest
        if not registration.may_change_to(self.cleaned_data["email"], is_guest=is_guest):
            raise _for_other_addresses()
        return super().clean_email()


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = self.cleaned_data["email"]
        count_letter(request, email)
        if not self.users:
            letters.write_and_throw_away("new_password", to=email, link=letters.address("account_reset_password"))
        return super().save(request, **kwargs)


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField()


class NewPasswordMixin(forms.Form):
    """A new password is typed once: whoever mistypes it signs in by a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = PasswordField(is_new=True, label=_("New password"))
        del self.fields["password2"]

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, getattr(self, "user", None))
        return password


class ChangePasswordForm(NewPasswordMixin, allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = PasswordField(label=_("Password until now"))
        self.order_fields(["oldpassword", "password1"])

    def clean_oldpassword(self) -> str:
        """Through the same throttled door as signing in."""
        password = str(self.cleaned_data["oldpassword"])
        if self.user is None or not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class SetPasswordForm(NewPasswordMixin, allauth_forms.SetPasswordForm):
    pass


class NewPasswordForm(NewPasswordMixin, allauth_forms.ResetPasswordKeyForm):
    pass


def _for_other_addresses() -> ValidationError:
    return ValidationError(gettext("Accounts here are for other addresses. Write your work address."))
