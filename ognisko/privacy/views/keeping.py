"""For how long things are kept, what is left to look at after an erasure, and the register of processing."""

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people.requests import SignedIn
from ognisko.privacy import actions, retention
from ognisko.privacy.forms import PeriodsForm, field_of
from ognisko.privacy.models import Erasure, Place
from ognisko.privacy.permissions import KEEPERS
from ognisko.privacy.processing import clause_words, entries
from ognisko.ui.administration import for_duties

SHOWN_ERASURES, SHOWN_PLACES, AROUND = 30, 40, 160


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties(*KEEPERS)
def periods(request: SignedIn) -> HttpResponse:
    table = retention.table()
    form = PeriodsForm(request.POST or None, table=table)
    if form.is_valid():
        for rule, days in table:
            if form.cleaned_data[field_of(rule)] != days:
                actions.set_period(rule.key, by=request.user, days=form.cleaned_data[field_of(rule)])
        messages.success(request, _("The periods are saved. They hold from the next night."))
        return redirect("privacy:periods")

    due = {outcome.rule.key: outcome.rows for outcome in retention.due_now()}
    rows = [(rule, field_of(rule), due[rule.key]) for rule, _days in table]
    return render(request, "privacy/periods.html", {"form": form, "rows": rows}, status=422 if form.is_bound else 200)


@require_safe
@for_duties(*KEEPERS)
def erasures(request: SignedIn) -> HttpResponse:
    found = list(Erasure.objects.order_by("-pk").select_related("asked_by")[:SHOWN_ERASURES])
    waiting = Place.objects.waiting().order_by("erasure_id", "pk")
    shown = [(place, *_around(place)) for place in waiting[:SHOWN_PLACES]]
    context = {
        "erasures": found,
        "places": [row for row in shown if row[2]],
        "more": max(0, waiting.count() - SHOWN_PLACES),
    }
    return render(request, "privacy/erasures.html", context)


@require_POST
@for_duties(*KEEPERS)
def settle_place(request: SignedIn, pk: int) -> HttpResponse:
    place = get_object_or_404(Place, pk=pk)
    try:
        actions.settle_place(place, by=request.user, replace="replace" in request.POST)
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
    return redirect("privacy:erasures")


@require_safe
@for_duties(*KEEPERS)
def processing(request: SignedIn) -> HttpResponse:
    context = {
        "entries": entries(),
        "clause": clause_words(),
        "made_on": timezone.localdate(),
        "site_url": settings.SITE_URL,
    }
    return render(request, "privacy/processing.html", context)


def _around(place: Place) -> tuple[str, str, str]:
    """The sentence in three pieces, the middle one in question; nothing when the text is gone or another one."""
    model = apps.get_model(place.model)
    text = model._base_manager.filter(pk=place.object_id).values_list(place.field, flat=True).first() or ""
    end = place.start + place.length
    before, after = text[max(0, place.start - AROUND) : place.start], text[end : end + AROUND]
    return ("…" if place.start > AROUND else "") + before, text[place.start : end], after
