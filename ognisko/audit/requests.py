"""The request being answered now, so that a verb deep below it need not be told where it came from."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

from ognisko.ui.addresses import client_address

REPORTED_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_current: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    token = _current.set(request)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> HttpRequest | None:
    return _current.get()


def new_id(request: HttpRequest) -> str:
    """The id that a proxy of ours gave, so that its log and ours meet; else one made here."""
    reported = request.META.get("HTTP_X_REQUEST_ID", "")
    is_ours = settings.TRUSTED_PROXIES and REPORTED_ID.fullmatch(reported)
    return reported if is_ours else secrets.token_hex(8)


def id_of(request: HttpRequest | None) -> str:
    return getattr(request, "audit_id", "")


def address_of(request: HttpRequest | None) -> str:
    if request is None or not settings.AUDIT_ADDRESSES:
        return ""
    return client_address(request.META, settings.TRUSTED_PROXIES)
