from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ognisko.moderation import actions, permissions
from ognisko.moderation.forms import AppealForm, DecideForm
from ognisko.moderation.models import Measure
from ognisko.moderation.reading import note_reading
from ognisko.moderation.views.finding import SignedIn, place_of, target_of
from ognisko.moderation.views.measures import show
from ognisko.moderation.why import reason_of


@require_POST
def appeal(request: SignedIn, pk: int) -> HttpResponse:
    found = get_object_or_404(Measure.objects.concerning(request.user).select_related("community"), pk=pk)
    if not permissions.can_appeal(request.user, found):
        raise PermissionDenied
    form = AppealForm(request.POST)
    if not form.is_valid():
        return show(request, found, form)

    actions.appeal(found, by=request.user, words=form.cleaned_data["words"])
    messages.success(request, _("Your appeal waits for another person to decide. You get a letter."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, pk: int) -> HttpResponse:
    appeals = permissions.appeals_for(request.user)
    found = get_object_or_404(appeals.select_related("measure__community", "measure__person", "person"), pk=pk)
    form = DecideForm(request.POST if request.method == "POST" and found.is_waiting else None)
    if form.is_valid():
        actions.decide_appeal(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Decided. Both sides get a letter."))
        if permissions.moderates(request.user, found.measure.community):
            return redirect("moderation:queue", slug=found.measure.community.slug)
        return redirect("moderation:office")

    note_reading(request.user, found)
    measure = found.measure
    context = {
        "appeal": found,
        "measure": measure,
        "reason": reason_of(measure),
        "form": form,
        **target_of(measure.target_kind, measure.target_id, is_seen_by=request.user),
        **place_of(request.user, measure.community),
    }
    return render(request, "moderation/decide.html", context, status=422 if form.is_bound else 200)
