from ognisko.people.forms.directory import DirectoryForm
from ognisko.people.forms.profile import MoveForm, ProfileForm, QuestionsForm
from ognisko.people.forms.second_factor import (
    AppForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasskeyForm,
    PasskeyForm,
    PasskeyNameForm,
    SignInPasskeyForm,
    UsePasskeyForm,
)
from ognisko.people.forms.sign_in import (
    AddressForm,
    ChangePasswordForm,
    ConfirmPasswordForm,
    ForgottenPasswordForm,
    InvitedForm,
    LinkRequestForm,
    NewPasswordForm,
    RegistrationForm,
    SetPasswordForm,
    SignInForm,
)

__all__ = [
    "AddressForm",
    "AppForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmPasskeyForm",
    "ConfirmPasswordForm",
    "DirectoryForm",
    "ForgottenPasswordForm",
    "InvitedForm",
    "LinkRequestForm",
    "MoveForm",
    "NewPasswordForm",
    "PasskeyForm",
    "PasskeyNameForm",
    "ProfileForm",
    "QuestionsForm",
    "RegistrationForm",
    "SetPasswordForm",
    "SignInForm",
    "SignInPasskeyForm",
    "UsePasskeyForm",
]
