"""How allauth signs people in here: throttled in the database, with our letters, in our words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.office import throttle
from ognisko.people import letters, registration
from ognisko.people.models import Person
from ognisko.ui.addresses import client_address
from ognisko.ui.errors import too_many

LETTERS = {
    "account/email/email_confirmation": "confirm_address",
    "account/email/email_confirmation_signup": "confirm_address",
    "account/email/password_reset_key": "new_password",
    "account/email/account_already_exists": "account_exists",
    "account/email/password_changed": "password_changed",
    "account/email/password_set": "password_changed",
    "account/email/password_reset": "password_changed",
    "account/email/email_changed": "address_changed",
    "mfa/email/totp_activated": "second_factor_added",
    "mfa/email/webauthn_added": "second_factor_added",
    "mfa/email/totp_deactivated": "second_factor_removed",
    "mfa/email/webauthn_removed": "second_factor_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
}


class Backend(AuthenticationBackend):
    """Named here so that the settings name only our own module."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The address or the password is wrong. Check both, or ask for a link by letter."),
        "email_taken": _("Somebody already uses this address. Write another one."),
        "enter_current_password": _("This is not your password. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "same_as_current": _("This is your address already."),
    }

    # --- Who comes in ---------------------------------------------------------------------------------

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return registration.is_open()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Counted before the password is looked at; the right one forgets the tries at this account."""
        account, sender = str(credentials.get("email", "")), throttle.of_request(request)
        count(request, "sign_in.address", sender, throttle.SIGN_IN_BY_ADDRESS)
        count(request, "sign_in.account", account, throttle.SIGN_IN_BY_ACCOUNT)
        person = super().authenticate(request, **credentials)
        if person:
            throttle.forget("sign_in.account", account)
            throttle.give_back("sign_in.address", sender)
        return person

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Allauth's own counting holds for one process only; ours has happened."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        note(Event.SIGN_IN, target=user, result="refused", request=request)
        return super().respond_user_inactive(request, user)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if user.appearance != Person.Appearance.SYSTEM:
            keep_choice(response, "ognisko_appearance", user.appearance)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request.META, settings.TRUSTED_PROXIES)

    # --- What is said ---------------------------------------------------------------------------------

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        word = LETTERS.get(template_prefix)
        if word is None:
            return
        person = context.get("user") or (self.request.user if self.request.user.is_authenticated else None)
        letters.write(word, to=email, person=person, **_links(word, context))

    def should_send_confirmation_mail(self, request: HttpRequest, email_address: EmailAddress, signup: bool) -> bool:
        count_letter(request, email_address.email)
        return True

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:profile")


def count(request: HttpRequest, what: str, who: str, pace: throttle.Pace) -> None:
    """Count a try, or answer at once that it is too early for the next one."""
    try:
        throttle.count_try(what, who, pace)
    except throttle.TooMany as wait:
        raise ImmediateHttpResponse(too_many(request, wait)) from None


def count_letter(request: HttpRequest, email: str) -> None:
    """Letters that anybody can have sent to an address: few, for the sake of who lives there."""
    count(request, "letter.address", throttle.of_request(request), throttle.LETTERS_BY_ADDRESS)
    count(request, "letter.account", email, throttle.LETTERS_BY_ACCOUNT)


def keep_choice(response: HttpResponse, cookie: str, value: str) -> None:
    """A choice of this browser, for a year."""
    response.set_cookie(
        cookie, value, max_age=365 * 86400, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _links(word: str, context: dict[str, Any]) -> dict[str, object]:
    match word:
        case "confirm_address":
            return {"link": letters.address("account_confirm_email", context["key"])}
        case "new_password":
            return {"link": letters.address("account_reset_password_from_key", context["uid"], context["key"])}
        case "account_exists":
            return {"link": letters.address("people:link_request")}
        case "address_changed":
            return {"new_address": context["to_email"]}
        case "second_factor_added" | "second_factor_removed" | "recovery_codes_made":
            return {"link": letters.address("mfa_index")}
    return {"link": letters.address("account_reset_password")}
