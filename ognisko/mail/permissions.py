from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from ognisko.mail.ways import is_sending


def can_see_outbox(request: HttpRequest) -> bool:
    """In the demo whoever sits at this machine; otherwise only an administrator."""
    return is_at_the_demo(request) or _is_administrator(request)


def can_read_letters(request: HttpRequest) -> bool:
    """A letter may hold a link that signs its receiver in: its words are shown only where no mail server takes it."""
    return is_at_the_demo(request) or (_is_administrator(request) and not is_sending())


def is_at_the_demo(request: HttpRequest) -> bool:
    """A demo, asked from this very machine; a proxy that speaks for others is not meant."""
    is_forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return settings.DEMO and not is_forwarded and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _is_administrator(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_duty("administrator")
