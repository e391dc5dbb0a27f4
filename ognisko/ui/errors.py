"""Error pages in our own look; each says what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/403.html", {"is_csrf": True}, status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`exception` may say in `words` why."""
    return render(request, "ui/403.html", {"is_csrf": False, "why": getattr(exception, "words", "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/404.html", status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`exception` may say how long to wait: in `words` for people and in `seconds` for programs."""
    response = render(request, "ui/429.html", {"wait": getattr(exception, "words", "")}, status=429)
    if seconds := getattr(exception, "seconds", 0):
        response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Without a request in the template: no person, no session and no database are asked."""
    return HttpResponse(render_to_string("ui/500.html", {"bare": True}, using="jinja2"), status=500)
