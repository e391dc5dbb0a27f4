"""Allauth's pages at our addresses, under the names that allauth itself looks for."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from django.urls import URLPattern, register_converter

from ognisko.people.freshness import asks_for_a_fresh_link
from ognisko.people.views import account, second_factor
from ognisko.ui.paths import paths


class PersonKey:
    """The id of a person in a link of a letter, up to the first hyphen."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PersonKey, "person_key")

_FACTOR_PL, _FACTOR_EN = "konto/drugi-skladnik/", "account/second-factor/"
_RESET = "<person_key:uidb36>-<str:key>/"
urlpatterns: list[URLPattern] = [
    *paths("konto/logowanie/", "account/login/", account.sign_in, "account_login"),
    *paths("konto/wylogowanie/", "account/logout/", allauth_views.logout, "account_logout"),
    *paths("konto/zamkniete/", "account/inactive/", allauth_views.account_inactive, "account_inactive"),
    *paths("konto/nowe/", "account/signup/", account.register, "account_signup"),
    *paths("konto/potwierdz/", "account/reauthenticate/", allauth_views.reauthenticate, "account_reauthenticate"),
    *paths("konto/adres/", "account/email/", asks_for_a_fresh_link(allauth_views.email), "account_email"),
    *paths(
        "konto/adres/list/",
        "account/confirm-email/",
        allauth_views.email_verification_sent,
        "account_email_verification_sent",
    ),
    *paths(
        "konto/adres/<str:key>/",
        "account/confirm-email/<str:key>/",
        allauth_views.confirm_email,
        "account_confirm_email",
    ),
    *paths("konto/haslo/", "account/password/change/", allauth_views.password_change, "account_change_password"),
    *paths(
        "konto/haslo/pierwsze/",
        "account/password/set/",
        asks_for_a_fresh_link(allauth_views.password_set),
        "account_set_password",
    ),
    *paths("konto/haslo/nowe/", "account/password/reset/", allauth_views.password_reset, "account_reset_password"),
    *paths(
        "konto/haslo/nowe/list/",
        "account/password/reset/done/",
        allauth_views.password_reset_done,
        "account_reset_password_done",
    ),
    *paths(
        "konto/haslo/nowe/gotowe/",
        "account/password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    *paths(
        f"konto/haslo/nowe/{_RESET}",
        f"account/password/reset/key/{_RESET}",
        allauth_views.password_reset_from_key,
        "account_reset_password_from_key",
    ),
    *paths("konto/drugi-skladnik/", "account/second-factor/", second_factor.index, "mfa_index"),
    *paths("konto/logowanie/kod/", "account/login/code/", mfa_views.authenticate, "mfa_authenticate"),
    *paths(
        "konto/logowanie/klucz/", "account/login/passkey/", second_factor.sign_in_with_passkey, "mfa_login_webauthn"
    ),
    *paths("konto/potwierdz/kod/", "account/reauthenticate/code/", mfa_views.reauthenticate, "mfa_reauthenticate"),
    *paths(
        "konto/potwierdz/klucz/",
        "account/reauthenticate/passkey/",
        passkey_views.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    *paths(
        f"{_FACTOR_PL}aplikacja/",
        f"{_FACTOR_EN}app/",
        asks_for_a_fresh_link(second_factor.add_app),
        "mfa_activate_totp",
    ),
    *paths(
        f"{_FACTOR_PL}aplikacja/usun/", f"{_FACTOR_EN}app/remove/", app_views.deactivate_totp, "mfa_deactivate_totp"
    ),
    *paths(f"{_FACTOR_PL}kody/", f"{_FACTOR_EN}codes/", second_factor.recovery_codes, "mfa_view_recovery_codes"),
    *paths(
        f"{_FACTOR_PL}kody/nowe/",
        f"{_FACTOR_EN}codes/new/",
        recovery_views.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    *paths(
        f"{_FACTOR_PL}kody/plik/",
        f"{_FACTOR_EN}codes/file/",
        second_factor.recovery_codes_file,
        "mfa_download_recovery_codes",
    ),
    *paths(f"{_FACTOR_PL}klucze/", f"{_FACTOR_EN}passkeys/", second_factor.passkeys, "mfa_list_webauthn"),
    *paths(
        f"{_FACTOR_PL}klucze/nowy/",
        f"{_FACTOR_EN}passkeys/new/",
        asks_for_a_fresh_link(second_factor.add_passkey),
        "mfa_add_webauthn",
    ),
    *paths(
        f"{_FACTOR_PL}klucze/<int:pk>/",
        f"{_FACTOR_EN}passkeys/<int:pk>/",
        passkey_views.edit_webauthn,
        "mfa_edit_webauthn",
    ),
    *paths(
        f"{_FACTOR_PL}klucze/<int:pk>/usun/",
        f"{_FACTOR_EN}passkeys/<int:pk>/remove/",
        second_factor.remove_passkey,
        "mfa_remove_webauthn",
    ),
]
