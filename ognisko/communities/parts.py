"""What communities show on pages of other packages: the page of a person, my week."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone

from ognisko.communities.addresses import community_address
from ognisko.communities.models import Community, Invitation, JoinRequest, Membership, RoleOffer
from ognisko.communities.permissions import ABILITIES, Ability, roles_of
from ognisko.people.models import Person
from ognisko.prepared import Many, Prepared
from ognisko.ui.parts import Part, shown_at

DAYS_AN_ANSWER_STANDS = 30


class Invited(NamedTuple):
    pk: int
    name: str  # of the community, as the next two
    slug: str
    topic: str
    purpose: str
    invited_by: str | None


class Offered(NamedTuple):
    pk: int
    name: str
    slug: str
    role: str
    offered_by: str | None

    @property
    def role_in_words(self) -> str:
        return str(Membership.Role(self.role).label)

    @property
    def address(self) -> str:
        return community_address(self.slug)


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
        "invitations": [Invited(*one) for one in _INVITATIONS(address=person.email or "")],
        "offers": [Offered(*one) for one in _OFFERS(person=person.pk)],
        "requests": _requests_to_settle(person),
        "answers": _answers(person),
    }
    if not any(found.values()):
        return None
    return Part("communities/_waits.html", {**found, "csrf_token": get_token(request)})


def _requests_to_settle(person: Any) -> list[dict[str, Any]]:
    """By community: how many wait, and since when."""
    mine = [pk for pk, role in roles_of(person).items() if Ability.SETTLE_REQUESTS in ABILITIES[role]]
    if not mine:
        return []
    return [dict(zip(("name", "slug", "count", "since"), row, strict=True)) for row in _WAITING(communities=mine)]


def _answers(person: Any) -> list[dict[str, Any]]:
    """The last answer in each community where the person is not yet, and which they still see."""
    answers = _ANSWERS(person=person.pk, since=timezone.now() - timedelta(days=DAYS_AN_ANSWER_STANDS))
    if not answers:
        return []
    answered = JoinRequest.objects.filter(
        pk__in=[pk for (pk,) in answers], community__in=Community.objects.visible_to(person)
    ).exclude(community__in=list(roles_of(person)))
    last = {one.community_id: one for one in answered.select_related("community").order_by("settled_at", "pk")}
    return [
        {"place": Place.of(one.community), "slug": one.community.slug, "is_agreed": one.outcome == "agreed"}
        for one in last.values()
    ]


# --- Kept prepared ------------------------------------------------------------------------------------


def _invitations(address: str) -> QuerySet[Any, Any]:
    invitations = Invitation.objects.open().filter(address=address).order_by("made_at", "pk")
    return invitations.values_list(
        "pk", "community__name", "community__slug", "community__topic", "purpose", "invited_by__name"
    )


def _offers(person: int) -> QuerySet[Any, Any]:
    offers = RoleOffer.objects.open().filter(membership__person=person).order_by("offered_at", "pk")
    return offers.values_list(
        "pk", "membership__community__name", "membership__community__slug", "role", "offered_by__name"
    )


def _waiting(communities: list[int]) -> QuerySet[Any, Any]:
    waiting = JoinRequest.objects.waiting().filter(community__in=communities)
    counted = waiting.values("community__name", "community__slug").annotate(count=Count("pk"), since=Min("made_at"))
    return counted.order_by("since").values_list("community__name", "community__slug", "count", "since")


def _settled(person: int, since: datetime) -> QuerySet[Any, Any]:
    outcomes = (JoinRequest.Outcome.AGREED, JoinRequest.Outcome.REFUSED)
    return JoinRequest.objects.filter(person=person, settled_at__gt=since, outcome__in=outcomes).values_list("pk")


_INVITATIONS = Prepared(_invitations, address=str)
_OFFERS = Prepared(_offers, person=int)
_WAITING = Prepared(_waiting, communities=Many(30))
_ANSWERS = Prepared(_settled, person=int, since=datetime)
