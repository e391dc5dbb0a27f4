from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.communities.models import Community, Membership
from ognisko.communities.pauses import last_day_before
from ognisko.moderation import actions, deadlines, permissions
from ognisko.moderation.forms import ActionForm, AppealForm
from ognisko.moderation.models import Appeal, Measure
from ognisko.moderation.views.finding import SignedIn, place_of, target_of
from ognisko.moderation.why import reason_of


@require_safe
def measure(request: SignedIn, pk: int) -> HttpResponse:
    """To the person whom it concerns, and to those who moderate there."""
    return show(request, find_measure(request, pk))


@require_POST
def take_back(request: SignedIn, pk: int) -> HttpResponse:
    found = find_measure(request, pk)
    actions.take_back(found, by=request.user)
    messages.success(request, _("Taken back. The person gets a letter."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: SignedIn, pk: int) -> HttpResponse:
    """A private warning or a pause, without a report."""
    visible = Community.objects.visible_to(request.user)
    current = Membership.objects.current().filter(community__in=visible)
    membership = get_object_or_404(current.select_related("community", "person"), pk=pk)
    if not permissions.can_act_on(request.user, membership.community, membership.person_id):
        raise PermissionDenied
    form = ActionForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "membership": membership, **place_of(request.user, membership.community)}
        return render(request, "moderation/act.html", context, status=422 if form.is_bound else 200)

    words = form.cleaned_data["words"]
    if form.cleaned_data["act"] == "pause":
        made = actions.pause(membership, by=request.user, days=form.cleaned_data["days"], words=words)
    else:
        made = actions.warn(membership.community, membership.person, by=request.user, words=words)
    messages.success(request, _("Done. The person gets a letter."))
    return redirect(made)


def find_measure(request: SignedIn, pk: int) -> Measure:
    """One about oneself, or one where one moderates, or that one decided for the office."""
    person = request.user
    theirs = Q(person=person.pk) | Q(community__in=permissions.moderated_by(person))
    if permissions.is_office(person):
        theirs |= Q(decided_by=person.pk)
    return get_object_or_404(Measure.objects.filter(theirs).select_related("community", "person"), pk=pk)


def show(request: SignedIn, found: Measure, form: AppealForm | None = None) -> HttpResponse:
    is_own = found.person_id == request.user.pk
    context = {
        "measure": found,
        "is_own": is_own,
        "reason": reason_of(found),
        "appeal": Appeal.objects.filter(measure=found).first(),
        "form": form or (AppealForm() if permissions.can_appeal(request.user, found) else None),
        "appeal_until": last_day_before(deadlines.appeal_until(found.decided_at)),
        "until": last_day_before(found.until) if found.until else None,
        "can_end": permissions.can_end(request.user, found),
        **target_of(found.target_kind, found.target_id, is_seen_by=request.user),
        **place_of(request.user, found.community),
    }
    if is_own:
        context["place"] = found.community.name
        actions.mark_seen(found, by=request.user)
    return render(request, "moderation/measure.html", context, status=422 if form and form.is_bound else 200)
