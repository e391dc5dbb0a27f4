import hashlib
import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ognisko.moderation import actions, registry
from ognisko.moderation.forms import ReportForm
from ognisko.moderation.models import Measure, Report
from ognisko.moderation.pace import BY_PEOPLE, BY_VISITORS
from ognisko.moderation.views.finding import SignedIn, place_of
from ognisko.office import throttle
from ognisko.ui.errors import too_many

SHOWN = 50


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """For whoever reads the thing, a visitor of something public too."""
    thing = registry.seen(kind, request.user, pk)
    if thing is None:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    form = ReportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "thing": thing, **place_of(request.user, thing.community)}
        return render(request, "moderation/report.html", context, status=422 if form.is_bound else 200)

    try:
        return _report(request, kind, pk, form)
    except throttle.TooMany as wait:
        return too_many(request, wait)


def _report(request: HttpRequest, kind: str, pk: int, form: ReportForm) -> HttpResponse:
    if request.user.is_authenticated:
        throttle.count_try("moderation.report", str(request.user.pk), BY_PEOPLE)
        actions.report(kind, pk, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. Somebody will look at it, and you will read here what came of it."))
        return redirect("moderation:mine")
    throttle.count_try("moderation.report", throttle.of_request(request), BY_VISITORS)
    secret = secrets.token_urlsafe(24)
    actions.report(kind, pk, by=request.user, digest=_digest(secret), **form.cleaned_data)
    return redirect("moderation:state", secret=secret)


@login_not_required
@require_safe
def state(request: HttpRequest, secret: str) -> HttpResponse:
    """What came of a visitor's report, for whoever kept its address."""
    found = get_object_or_404(Report, digest=_digest(secret), reporter=None)
    return render(request, "moderation/state.html", {"report": found, "request": request})


@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """What one reported and what came of it; what was decided about oneself."""
    reports = Report.objects.filter(reporter=request.user).order_by("-made_at", "-pk")
    measures = Measure.objects.concerning(request.user).select_related("community", "appeal").latest()
    context = {"reports": list(reports[:SHOWN]), "measures": list(measures[:SHOWN])}
    return render(request, "moderation/mine.html", context)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
