from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ognisko.audit import requests


class RequestIdMiddleware:
    """Every request has an id, which stands in the answer and in the security log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.audit_id = requests.new_id(request)  # type: ignore[attr-defined]
        with requests.answering(request):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = request.audit_id  # type: ignore[attr-defined]
        return response
