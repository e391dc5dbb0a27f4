from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.communities import actions
from ognisko.communities.forms import RequestForm
from ognisko.communities.models import Community, JoinRequest, Membership
from ognisko.communities.permissions import Ability, can_join, can_request, has_ability, role_of
from ognisko.communities.views.finding import SignedIn, find


@require_POST
def join(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    is_observer = request.POST.get("role") == Membership.Role.OBSERVER

    actions.join(
        community,
        by=request.user,
        role=Membership.Role.OBSERVER if is_observer else Membership.Role.MEMBER,
    )
    if is_observer:
        messages.success(request, _("You observe this community. You can take part whenever you like."))
    else:
        messages.success(request, _("You are here. Ask about what you need, or answer somebody."))
    return redirect(community)


@require_POST
def leave(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    membership = actions.leave(community, by=request.user)
    return redirect("communities:left", pk=membership.pk)


@require_POST
def come_back(request: SignedIn, pk: int) -> HttpResponse:
    own = Membership.objects.filter(person=request.user, ended_as=Membership.End.LEFT)
    left = get_object_or_404(own.select_related("community"), pk=pk)

    actions.join(left.community, by=request.user)
    messages.success(request, _("You are here again."))
    return redirect(left.community)


@require_http_methods(["GET", "HEAD", "POST"])
def request_to_join(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    if role_of(request.user, community) or can_join(request.user, community):
        return redirect(community)
    if request.method != "POST" and not can_request(request.user, community):
        raise PermissionDenied
    form = RequestForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "communities/request.html", {"community": community, "form": form})

    actions.request_to_join(community, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, _("Your request waits for an answer."))
    return redirect(community)


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    own = JoinRequest.objects.waiting().filter(person=request.user).select_related("community")
    waiting = get_object_or_404(own, pk=pk)

    actions.withdraw_request(waiting, by=request.user)
    messages.success(request, _("Your request is withdrawn."))
    return redirect("communities:directory")


@require_safe
def requests(request: SignedIn, slug: str) -> HttpResponse:
    """What waits for an answer, the longest waiting first."""
    community = find(request, slug)
    _may_settle(request, community)
    waiting = community.join_requests.waiting().select_related("person__unit", "person__organisation")
    context = {"community": community, "waiting": list(waiting.order_by("made_at", "pk"))}
    return render(request, "communities/requests.html", context)


@require_POST
def settle(request: SignedIn, pk: int) -> HttpResponse:
    """One button agrees, the other refuses; the first answer holds."""
    visible = Community.objects.visible_to(request.user)
    waiting = get_object_or_404(JoinRequest.objects.filter(community__in=visible).select_related("community"), pk=pk)
    _may_settle(request, waiting.community)

    if request.POST.get("answer") == "agree":
        actions.agree_to_request(waiting, by=request.user)
        messages.success(request, _("Agreed. The person joins when they press the button themself."))
    else:
        actions.refuse_request(waiting, by=request.user)
        messages.success(request, _("Refused. Write to the person why, in a sentence."))
    return redirect("communities:requests", slug=waiting.community.slug)


def _may_settle(request: SignedIn, community: Community) -> None:
    if not has_ability(request.user, community, Ability.SETTLE_REQUESTS):
        raise PermissionDenied
