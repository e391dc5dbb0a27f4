"""The reference view and the empty view: the yardsticks of a run, on top of the product's own addresses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from ognisko.communities.models import Community
from ognisko.ui import errors


def reference(request: HttpRequest) -> HttpResponse:
    """The same stack and middleware, the person loaded, one row, one small template."""
    row = Community.objects.filter(slug="wspolnota-0").values("name", "topic").get()
    return render(request, "bench/reference.html", {"name": str(request.user), "row": row})


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


empty.login_required = False  # type: ignore[attr-defined]

urlpatterns = [
    path("bench/reference/", reference),
    path("bench/empty/", empty),
    path("", include("ognisko.urls")),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.server_error,
)
