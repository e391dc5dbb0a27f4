"""Coming in, going out and trying in vain, for the security log. An address that somebody typed is not kept there."""

from typing import Any

from allauth.account.authentication import get_authentication_records
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
