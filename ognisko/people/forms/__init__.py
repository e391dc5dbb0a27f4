from ognisko.people.forms.directory import DirectoryForm
from ognisko.people.forms.profile import MoveForm, ProfileForm, QuestionsForm
from ognisko.people.forms.sign_in import (
    AddressForm,
    ChangePasswordForm,
    ConfirmPasswordForm,
    ForgottenPasswordForm,
    LinkRequestForm,
    NewPasswordForm,
    RegistrationForm,
    SetPasswordForm,
    SignInForm,
)

__all__ = [
    "AddressForm",
    "ChangePasswordForm",
    "ConfirmPasswordForm",
    "DirectoryForm",
    "ForgottenPasswordForm",
    "LinkRequestForm",
    "MoveForm",
    "NewPasswordForm",
    "ProfileForm",
    "QuestionsForm",
    "RegistrationForm",
    "SetPasswordForm",
    "SignInForm",
]
