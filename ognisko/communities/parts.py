"""What communities show on pages of other packages: the page of a person, my week."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone

from ognisko.communities.addresses import community_address
from ognisko.communities.models import Community, Invitation, JoinRequest, Membership, RoleOffer
from ognisko.communities.permissions import ABILITIES, Ability, roles_of
from ognisko.people.models import Person
from ognisko.ui.parts import Part, shown_at

DAYS_AN_ANSWER_STANDS = 30


@dataclass(frozen=True)
class Place:
    name: str
    address: str
    role: str = ""  # in words, where it is more than a member's

    @classmethod
    def of(cls, community: Community, role: str = "") -> "Place":
        words = "" if role in ("", Membership.Role.MEMBER) else str(Membership.Role(role).label)
        return cls(community.name, community_address(community.slug), words)


@shown_at("people:show", order=10)
def communities_of(*, shown: Person, person: Any, **_inputs: object) -> Part | None:
    """Those that the one who looks may see; of a person who stands in no directory, the shared ones only."""
    theirs = shown.memberships.current().filter(community__in=Community.objects.visible_to(person))
    if not shown.is_listed and shown.pk != person.pk:
        theirs = theirs.filter(community__in=list(roles_of(person)))
    memberships = theirs.select_related("community").order_by("community__sort_key", "pk")
    places = [Place.of(membership.community, membership.role) for membership in memberships]
    return Part("communities/_communities_of.html", {"places": places}) if places else None


@shown_at("home:my_week:waits", order=20)
def waits(*, person: Any, request: HttpRequest, **_inputs: object) -> Part | None:
    """Invitations, roles offered, requests to answer, and answers to one's own requests."""
    found = {
        "invitations": list(_invitations(person)),
        "offers": list(_offers(person)),
        "requests": _requests_to_settle(person),
        "answers": _answers(person),
    }
    if not any(found.values()):
        return None
    return Part("communities/_waits.html", {**found, "csrf_token": get_token(request)})


def _invitations(person: Any) -> Any:
    return Invitation.objects.open().to(person).select_related("community", "invited_by").order_by("made_at", "pk")


def _offers(person: Any) -> Any:
    offers = RoleOffer.objects.open().to(person).select_related("membership__community", "offered_by")
    return offers.order_by("offered_at", "pk")


def _requests_to_settle(person: Any) -> list[dict[str, Any]]:
    """By community: how many wait, and since when."""
    mine = [pk for pk, role in roles_of(person).items() if Ability.SETTLE_REQUESTS in ABILITIES[role]]
    if not mine:
        return []
    waiting = JoinRequest.objects.waiting().filter(community__in=mine).values("community__name", "community__slug")
    counted = waiting.annotate(count=Count("pk"), since=Min("made_at")).order_by("since")
    return [
        {"name": row["community__name"], "slug": row["community__slug"], "count": row["count"], "since": row["since"]}
        for row in counted
    ]


def _answers(person: Any) -> list[dict[str, Any]]:
    """The last answer in each community where the person is not yet, and which they still see."""
    lately = timezone.now() - timedelta(days=DAYS_AN_ANSWER_STANDS)
    answered = JoinRequest.objects.filter(
        person=person.pk,
        settled_at__gt=lately,
        outcome__in=(JoinRequest.Outcome.AGREED, JoinRequest.Outcome.REFUSED),
        community__in=Community.objects.visible_to(person),
    ).exclude(community__in=list(roles_of(person)))
    last = {one.community_id: one for one in answered.select_related("community").order_by("settled_at", "pk")}
    return [
        {"place": Place.of(one.community), "slug": one.community.slug, "is_agreed": one.outcome == "agreed"}
        for one in last.values()
    ]
