from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ognisko.communities.models import Membership
from ognisko.moderation import actions, permissions
from ognisko.moderation.forms import SettleForm
from ognisko.moderation.models import Measure, Report
from ognisko.moderation.reading import note_reading
from ognisko.moderation.views.finding import SignedIn, alike, place_of, target_of


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: SignedIn, pk: int) -> HttpResponse:
    """What is reported and why, never by whom; and what to do about it."""
    found = get_object_or_404(permissions.reports_for(request.user).select_related("community", "author"), pk=pk)
    membership = _membership(found)
    may_act = found.author is not None and permissions.can_act_on(request.user, found.community, found.author.pk, found)
    data = request.POST if request.method == "POST" and found.is_waiting else None
    form = SettleForm(data, may_act=may_act, may_pause=membership is not None)
    if form.is_valid():
        _settle(request, found, membership, form.cleaned_data)
        messages.success(request, _("Settled. The author and those who reported it get a letter."))
        return _back(request, found)

    note_reading(request.user, found)
    context = {
        "report": found,
        "reports": alike(found),
        "form": form,
        "hiding": Measure.objects.hidings_of(found.kind, found.target_id).filter(ended_at=None).first(),
        **target_of(found.kind, found.target_id, is_seen_by=request.user),
        **place_of(request.user, found.community),
    }
    return render(request, "moderation/settle.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _settle(request: SignedIn, found: Report, membership: Membership | None, typed: dict[str, Any]) -> None:
    """One press, one transaction: the post, and a word to its author."""
    act, author, words = typed.get("act"), found.author, typed["words"]
    if act == "pause" and membership:
        actions.pause(membership, by=request.user, days=typed["days"], words=words, report=found)
    elif act == "warn" and author:
        actions.warn(found.community, author, by=request.user, words=words, report=found)
    actions.settle(found, by=request.user, outcome=typed["outcome"], words=words, answer=typed["answer"])


def _membership(found: Report) -> Membership | None:
    here = Membership.objects.current().filter(community=found.community, person=found.author_id)
    return here.select_related("community", "person").first()


def _back(request: SignedIn, found: Report) -> HttpResponse:
    if permissions.moderates(request.user, found.community):
        return redirect("moderation:queue", slug=found.community.slug)
    if permissions.is_office(request.user):
        return redirect("moderation:office")
    raise Http404
