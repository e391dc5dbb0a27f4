from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ognisko.activity import actions
from ognisko.activity.jobs import jobs as state_of_jobs
from ognisko.activity.models import Event, Firing
from ognisko.schedule import SCHEDULE
from ognisko.ui.administration import for_duties
from ognisko.ui.parts import parts_at

SHOWN = 50


@for_duties("administrator")
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """What runs by itself and how it went; what got stuck; what runs now, with its progress, by other packages."""
    stuck = list(Event.objects.stuck().order_by("pk")[: SHOWN + 1])
    context = {
        "jobs": state_of_jobs(SCHEDULE),
        "waiting": Event.objects.untold().count(),
        "stuck": stuck[:SHOWN],
        "has_more": len(stuck) > SHOWN,
        "parts": parts_at("activity:jobs", request=request),
    }
    return render(request, "activity/jobs.html", context)


@for_duties("administrator")
@require_POST
def fire_again(request: HttpRequest, pk: int) -> HttpResponse:
    firing = get_object_or_404(Firing, pk=pk)
    if actions.fire_again(firing, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("It will be tried within a minute or so."))
    else:
        messages.info(request, _("It is done already, or is being done now."))
    return redirect("activity:jobs")


@for_duties("administrator")
@require_POST
def try_event(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event, pk=pk)
    if actions.try_event_again(event, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("It will be tried at once."))
    else:
        messages.info(request, _("It is done already, or is being done now."))
    return redirect("activity:jobs")


@for_duties("administrator")
@require_POST
def try_all_events(request: HttpRequest) -> HttpResponse:
    count = actions.try_all_events_again(by=request.user)  # type: ignore[arg-type]
    words = ngettext("%(count)s event will be tried again.", "%(count)s events will be tried again.", count)
    messages.success(request, words % {"count": count})
    return redirect("activity:jobs")
