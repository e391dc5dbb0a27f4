"""What waits for whoever keeps order: in one community, and for the office."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ognisko.communities.models import Community
from ognisko.communities.permissions import can_read
from ognisko.moderation import permissions
from ognisko.moderation.cases import appeals_waiting, reports_waiting
from ognisko.moderation.caution_words import CAUTION_WORDS
from ognisko.moderation.models import CautionCount, Measure
from ognisko.moderation.views.finding import SignedIn
from ognisko.ui.administration import for_duties

SHOWN = 30
LEAST_SHOWN = 5  # a figure with fewer things behind it is not shown
CAUTION_DAYS = 30


@require_safe
def queue(request: SignedIn, slug: str) -> HttpResponse:
    community = Community.objects.filter(slug=slug).first()
    if community is None or not can_read(request.user, community):
        raise Http404
    if not permissions.moderates(request.user, community):
        raise PermissionDenied
    reports, appeals = permissions.reports_for(request.user), permissions.appeals_for(request.user)
    decided = Measure.objects.filter(community=community).exclude(person=request.user.pk)
    context = {
        "community": community,
        "reports": reports_waiting(reports.filter(community=community), to=request.user),
        "appeals": appeals_waiting(appeals.filter(measure__community=community), to=request.user),
        "decided": list(decided.select_related("person", "appeal").latest()[:SHOWN]),
    }
    return render(request, "moderation/queue.html", context)


@for_duties(permissions.OFFICE)
@require_safe
def office(request: SignedIn) -> HttpResponse:
    reports = permissions.reports_for(request.user).for_the_office()
    appeals = permissions.appeals_for(request.user).for_the_office()
    context = {
        "reports": reports_waiting(reports, to=request.user),
        "appeals": appeals_waiting(appeals, to=request.user),
        "cautions": _cautions(),
    }
    return render(request, "moderation/office.html", context)


def _cautions() -> list[tuple[str, int]]:
    """How often a warning was passed over in the last month, by what it warned of."""
    since = timezone.localdate() - timedelta(days=CAUTION_DAYS)
    counted = CautionCount.objects.filter(day__gt=since).values("kind").annotate(number=Sum("count")).order_by("kind")
    return [(str(CAUTION_WORDS[row["kind"]]), row["number"]) for row in counted if row["number"] >= LEAST_SHOWN]
