"""A session slides along while its person is active, and every page knows when it ends."""

import time
from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse


class SessionEndMiddleware:
    """Renews the session when a tenth of its life is gone: rarely a write, and no surprise after a long text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if time.time() - request.session.get("seen", 0) > request.session.get_expiry_age() / 10:
                begin(request.session)
            request.session_ends = ends(request.session)  # type: ignore[attr-defined]
        return self.get_response(request)


def begin(session: SessionBase) -> None:
    session["seen"] = int(time.time())


def ends(session: SessionBase) -> int:
    """Seconds since 1970 at which the session is over unless the person does something before."""
    return int(session.get("seen", time.time())) + session.get_expiry_age()
