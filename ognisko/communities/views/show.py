from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from ognisko.communities import permissions, who_is_here
from ognisko.communities.coverage import coverage_of
from ognisko.communities.models import Community, Membership, RoleOffer
from ognisko.communities.permissions import Ability, has_ability
from ognisko.communities.standing import standing_of
from ognisko.communities.views.finding import SignedIn, find
from ognisko.notifications.views import follow_page
from ognisko.text.clean import clean_text
from ognisko.ui.parts import parts_at


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What the community is about, what is asked in it now, and who is here."""
    if not request.user.is_authenticated:
        return _show_to_visitor(request, slug)
    return _page(request, find(request, slug))


def _show_to_visitor(request: HttpRequest, slug: str) -> HttpResponse:
    """A public one; any other address leads to signing in, whether there is something behind it or not."""
    community = Community.objects.visible_to(request.user).filter(slug=slug).first()
    return _page(request, community) if community else redirect_to_login(request.get_full_path())


def _page(request: HttpRequest, community: Community) -> HttpResponse:
    person = request.user
    leading, some = who_is_here.leading_and_some(community, person)
    inputs = {"community": community, "person": person, "request": request}
    context = {
        "community": community,
        "standing": standing_of(person, community, (one.role for one in leading)),
        "coverage": coverage_of([community], person)[community.pk],
        "leading": leading,
        "sample": some,
        "parts": parts_at("communities:show", **inputs),
        "aside": parts_at("communities:show:aside", **inputs),
    }
    return render(request, "communities/show.html", context)


@require_safe
def people(request: SignedIn, slug: str) -> HttpResponse:
    """Who is here, by name, with what they can help with; no titles."""
    community = find(request, slug)
    q = clean_text(request.GET.get("q", ""))[:120]

    shown = who_is_here.people_shown_to(request.user, community)
    here, later = who_is_here.page_of_people(shown, request.user, q=q, after=request.GET.get("after", ""))

    may_offer = has_ability(request.user, community, Ability.OFFER_ROLES)
    offers_roles = may_offer and "roles" in request.GET
    context = {
        "community": community,
        "here": here,
        "q": q,
        "later": f"?{urlencode({'q': q, 'after': later})}" if later else "",
        "may_offer": may_offer,
        "may_invite": has_ability(request.user, community, Ability.INVITE),
        "offers_roles": offers_roles,
        "offered": _offered(community) if offers_roles else {},
    }
    return render(request, "communities/people.html", context)


def _offered(community: Community) -> dict[int, str]:
    """Membership id → the role that waits for an answer."""
    offers = RoleOffer.objects.open().filter(membership__community=community)
    return {pk: str(Membership.Role(role).label) for pk, role in offers.values_list("membership_id", "role")}


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    place, back = f"community:{community.pk}", community.get_absolute_url()
    return follow_page(request, place, community_id=community.pk, title=community.name, back=back, is_thread=False)


@require_safe
def left(request: SignedIn, pk: int) -> HttpResponse:
    """After leaving: how to come back. Found through the person's own membership, so it works for a hidden one too."""
    own = Membership.objects.filter(person=request.user, ended_as=Membership.End.LEFT)
    membership = get_object_or_404(own.select_related("community"), pk=pk)

    context = {
        "membership": membership,
        "can_come_back": permissions.can_come_back(request.user, membership.community),
        "days": permissions.DAYS_TO_COME_BACK,
    }
    return render(request, "communities/left.html", context)
