"""Allauth's pages at our addresses, under the names that allauth itself looks for."""

from allauth.account import views as allauth_views
from django.urls import URLPattern, register_converter

from ognisko.people.views import account
from ognisko.ui.paths import paths


class PersonKey:
    """The id of a person in a link of a letter, up to the first hyphen."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PersonKey, "person_key")

_RESET = "<person_key:uidb36>-<str:key>/"
urlpatterns: list[URLPattern] = [
    *paths("konto/logowanie/", "account/login/", account.sign_in, "account_login"),
    *paths("konto/wylogowanie/", "account/logout/", allauth_views.logout, "account_logout"),
    *paths("konto/zamkniete/", "account/inactive/", allauth_views.account_inactive, "account_inactive"),
    *paths("konto/nowe/", "account/signup/", account.register, "account_signup"),
    *paths("konto/potwierdz/", "account/reauthenticate/", allauth_views.reauthenticate, "account_reauthenticate"),
    *paths("konto/adres/", "account/email/", allauth_views.email, "account_email"),
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
    *paths("konto/haslo/pierwsze/", "account/password/set/", allauth_views.password_set, "account_set_password"),
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
]
