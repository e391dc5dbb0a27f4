from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


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


def chosen_language(request: HttpRequest) -> str:
    if request.user.is_authenticated and request.user.language:
        return request.user.language
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if kept in dict(settings.LANGUAGES):
        return kept
    return translation.get_language_from_request(request)
