from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.communities import actions
from ognisko.communities.forms import ExcludeForm
from ognisko.communities.models import Community, Membership, RoleOffer
from ognisko.communities.permissions import OFFERED, can_exclude
from ognisko.communities.role_words import role_rows
from ognisko.communities.views.finding import SignedIn, find


@require_safe
def roles(request: SignedIn) -> HttpResponse:
    """What each role may, in words made from the table that the verbs ask."""
    return render(request, "communities/roles.html", {"roles": role_rows()})


@require_POST
def offer_role(request: SignedIn, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    role = request.POST.get("role", "")
    if role not in OFFERED:
        raise PermissionDenied
    actions.offer_role(membership, role=Membership.Role(role), by=request.user)
    messages.success(request, _("Offered. The role holds once the person accepts it."))
    return redirect(reverse("communities:people", args=[membership.community.slug]) + "?roles=1")


@require_POST
def answer_role(request: SignedIn, pk: int) -> HttpResponse:
    offers = RoleOffer.objects.open().to(request.user).select_related("membership__community")
    offer = get_object_or_404(offers, pk=pk)

    if request.POST.get("answer") == "accept":
        actions.accept_role(offer, by=request.user)
        messages.success(request, _("Thank you. The role is yours from now on."))
    else:
        actions.decline_role(offer, by=request.user)
        messages.success(request, _("Declined. Nothing changes."))
    return redirect(offer.membership.community)


@require_POST
def step_down(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    actions.step_down(community, by=request.user)
    messages.success(request, _("You are an ordinary member now. Thank you for what you did."))
    return redirect(community)


@require_POST
def take_up_coordination(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    actions.take_up_coordination(community, by=request.user)
    messages.success(request, _("You coordinate this community from now on. Begin with one question to all."))
    return redirect(community)


@require_POST
def choose_part(request: SignedIn, slug: str) -> HttpResponse:
    """To take part, or only to observe."""
    community = find(request, slug)
    role = Membership.Role.OBSERVER if request.POST.get("role") == Membership.Role.OBSERVER else Membership.Role.MEMBER
    actions.choose_part(community, by=request.user, role=role)
    messages.success(request, _("Changed."))
    return redirect(community)


@require_http_methods(["GET", "HEAD", "POST"])
def exclude(request: SignedIn, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    if not can_exclude(request.user, membership):
        raise PermissionDenied
    form = ExcludeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"community": membership.community, "membership": membership, "form": form}
        return render(request, "communities/exclude.html", context, status=400 if form.is_bound else 200)

    actions.exclude(membership, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Excluded: %(name)s.") % {"name": membership.person.name})
    return redirect("communities:people", slug=membership.community.slug)


def _membership(request: SignedIn, pk: int) -> Membership:
    visible = Community.objects.visible_to(request.user)
    current = Membership.objects.current().filter(community__in=visible)
    return get_object_or_404(current.select_related("community", "person"), pk=pk)
