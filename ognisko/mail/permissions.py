from django.conf import settings
from django.http import HttpRequest

from ognisko.mail.ways import is_sending
from ognisko.ui.addresses import is_loopback


def can_see_outbox(request: HttpRequest) -> bool:
    """In the demo whoever sits at this machine; otherwise only an administrator."""
    return is_at_the_demo(request) or _is_administrator(request)


def can_read_letters(request: HttpRequest) -> bool:
    """A letter may hold a link that signs its receiver in: its words are shown only where no mail server takes it."""
    return is_at_the_demo(request) or (_is_administrator(request) and not is_sending())


def is_at_the_demo(request: HttpRequest) -> bool:
    """A demo, asked from this very machine."""
    return settings.DEMO and is_loopback(request.META)


def _is_administrator(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_duty("administrator")
