from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from ognisko.people.second_factor import is_missing


class PersonLocaleMiddleware:
    """The language of the page: the person's choice, else the choice kept in a cookie, else the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


class SecondFactorMiddleware:
    """Who must have a second factor and has none is led to adding one, whatever they open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        if _is_open_without(request) or not is_missing(request.user):
            return None
        return redirect("mfa_index")


OPEN_WITHOUT = {
    "people:language",
    "people:appearance",
    "people:link",
    "people:link_request",
    "people:sessions",
    "people:sign_out_everywhere",
}


def _is_open_without(request: HttpRequest) -> bool:
    """Adding the factor, confirming who one is on the way to it, and going away."""
    match = request.resolver_match
    if match is None:
        return False
    return match.app_name == "ui" or match.view_name in OPEN_WITHOUT or match.view_name.startswith(("mfa_", "account_"))


def chosen_language(request: HttpRequest) -> str:
    if request.user.is_authenticated and request.user.language:
        return request.user.language
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if kept in dict(settings.LANGUAGES):
        return kept
    return translation.get_language_from_request(request)
