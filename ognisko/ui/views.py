"""The few addresses that belong to no page: what browsers, proxies and robots ask for."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from ognisko.ui import health, middleware
from ognisko.ui.filters import asset, language
from ognisko.ui.links import route

PAPER, INK = "#fbf8f1", "#24211c"
KEPT_OFFLINE = ("ognisko.css", "ognisko.js", "sprite.svg", "favicon.svg")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(asset("favicon.svg"))


@login_not_required
@require_safe
@cache_control(max_age=86_400)
def manifest(request: HttpRequest) -> HttpResponse:
    icon = {"src": asset("app-icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    about = {
        "name": "Ognisko",
        "short_name": "Ognisko",
        "description": _("Where people who do the same work ask, answer and learn."),
        "lang": language(),
        "start_url": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [icon, {**icon, "purpose": "maskable"}],
    }
    return HttpResponse(json.dumps(about, ensure_ascii=False), content_type="application/manifest+json")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, since a worker rules over no address above its own."""
    kept = [route("ui:offline"), *map(asset, KEPT_OFFLINE)]
    script = render_to_string("ui/service_worker.js", {"kept": json.dumps(kept)}, using="jinja2")
    return HttpResponse(script, content_type="text/javascript")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/offline.html", {"bare": True})


@login_not_required
@require_safe
@cache_control(max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/robots.txt", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    found = health.problems()
    return HttpResponse("\n".join(found) or "ok", content_type="text/plain", status=503 if found else 200)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """The person is still here: the session begins anew."""
    middleware.begin(request.session)
    return JsonResponse({"ends": middleware.ends(request.session)})
