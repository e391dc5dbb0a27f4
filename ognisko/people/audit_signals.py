"""Coming in, going out and trying in vain, for the security log. An address that somebody typed is not kept there."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.models import Person


@receiver(user_logged_in)
def came_in(request: HttpRequest | None, user: Person, **kwargs: Any) -> None:
    records = get_authentication_records(request, user) if request is not None else []
    note(Event.SIGN_IN, by=user, target=user, request=request, ways=[str(record.get("method")) for record in records])


@receiver(user_logged_out)
def went_out(request: HttpRequest | None, user: Person | None, **kwargs: Any) -> None:
    if user is not None:
        note(Event.SIGN_OUT, by=user, target=user, request=request)


@receiver(user_login_failed)
def tried_in_vain(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Whose account it was, if anybody's; the keyed hash tells whether one unknown address is tried again and again."""
    typed = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    person = Person.objects.filter(email=typed).first() if typed else None
    account = salted_hmac("ognisko.audit.account", typed, algorithm="sha256").hexdigest()[:16] if typed else ""
    by = getattr(request, "user", None)
    note(Event.SIGN_IN_FAILED, by=by, target=person, result="failed", request=request, account=account)


@receiver([account_signals.password_changed, account_signals.password_set, account_signals.password_reset])
def password_became_new(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    note(Event.PASSWORD_CHANGED, by=user, target=user, request=request)


@receiver(account_signals.email_changed)
def address_became_new(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    note(Event.ADDRESS_CHANGED, by=user, target=user, request=request)


@receiver([mfa_signals.authenticator_added, mfa_signals.authenticator_reset])
def factor_came(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    note(Event.FACTOR_ADDED, by=user, target=user, request=request, kinds=[str(authenticator.type)])


@receiver(mfa_signals.authenticator_removed)
def factor_went(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    note(Event.FACTOR_REMOVED, by=user, target=user, request=request, kinds=[str(authenticator.type)])


@receiver(mfa_signals.authentication_failed)
def second_factor_failed(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    note(Event.SIGN_IN_FAILED, target=user, result="failed", request=request, factor=str(authenticator.type))
