"""The read-only mode: people read everything and write nothing, save coming in, going out and the switch itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from ognisko.office.models import HouseRules

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
OPEN_ROUTES = {
    *("account_login", "account_logout", "account_reauthenticate"),
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_trust"),
    *("people:link_request", "people:link", "people:demo_sign_in"),
    *("people:end_session", "people:sign_out_everywhere", "people:language", "people:appearance"),
    *("office:switches", "office:read_only", "office:sign_everybody_out", "ui:stay"),
}
LOOK_AGAIN = 300  # seconds
LONGEST_SHOWN = 100_000  # characters of one text that is given back
NOT_GIVEN_BACK = ("csrf", "password", "token", "code")


class ReadOnlyMiddleware:
    """One query for a request that would write; none for reading."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or _is_open(request.path_info):
            return self.get_response(request)
        rules = HouseRules.objects.exclude(read_only_since=None).filter(pk=1).first()
        return self.get_response(request) if rules is None else _refusal(request, rules)


def _is_open(path: str) -> bool:
    try:
        return resolve(path).view_name in OPEN_ROUTES
    except Resolver404:
        return False


def _refusal(request: HttpRequest, rules: HouseRules) -> HttpResponse:
    """Nothing that somebody wrote is lost: it stands on the page, to be copied."""
    context = {"words": rules.read_only_words, "typed": _typed(request)}
    response = render(request, "office/read_only.html", context, status=503)
    response["Retry-After"] = str(LOOK_AGAIN)
    return response


def _typed(request: HttpRequest) -> list[str]:
    texts = [
        value[:LONGEST_SHOWN]
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in NOT_GIVEN_BACK)
        for value in values
    ]
    return [text for text in texts if " " in text.strip()]
