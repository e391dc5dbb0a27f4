"""How a person stands to a community: inside, with which role; or outside, and which way in there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from ognisko.communities import permissions
from ognisko.communities.models import Community, JoinRequest, Membership, RoleOffer
from ognisko.communities.permissions import Ability, has_ability, role_of
from ognisko.prepared import Prepared


class Offer(NamedTuple):
    """A role that waits for the person's answer."""

    pk: int
    role: str
    offered_by: str | None

    @property
    def role_in_words(self) -> str:
        return str(Membership.Role(self.role).label)


@dataclass(frozen=True)
class Standing:
    role: str = ""
    offer: Offer | None = None
    may_coordinate: bool = False
    may_ask: bool = False
    may_invite: bool = False
    may_settle: bool = False
    may_edit: bool = False
    ask: str = ""  # the address of the page for a new question, which belongs to a higher package
    sign_in: str = ""
    can_join: bool = False
    can_request: bool = False
    waiting: JoinRequest | None = None

    @property
    def role_in_words(self) -> str:
        return str(Membership.Role(self.role).label)


def standing_of(person: Any, community: Community, leading: Iterable[str]) -> Standing:
    """`leading` are the roles of those who coordinate and deputise now."""
    if role := role_of(person, community):
        return _inside(person, community, role, set(leading))
    if not person.is_authenticated:
        return Standing(sign_in=f"{reverse('account_login')}?next={community.get_absolute_url()}")
    if permissions.can_join(person, community):
        return Standing(can_join=True)
    if waiting := permissions.waiting_request(person, community):
        return Standing(waiting=waiting)
    return Standing(can_request=permissions.can_request(person, community))


def _inside(person: Any, community: Community, role: str, leading: set[str]) -> Standing:
    offers = _OFFERS(person=person.pk, community=community.pk)
    return Standing(
        role=role,
        offer=Offer(*offers[0]) if offers else None,
        may_coordinate=permissions.may_take_up_coordination(role, leading),
        may_ask=has_ability(person, community, Ability.BEGIN_THREAD),
        may_invite=has_ability(person, community, Ability.INVITE),
        may_settle=has_ability(person, community, Ability.SETTLE_REQUESTS),
        may_edit=has_ability(person, community, Ability.EDIT_CHARTER),
        ask=_ask_address(community),
    )


def _offers(person: int, community: int) -> QuerySet[Any, Any]:
    offers = RoleOffer.objects.open().filter(membership__person=person, membership__community=community)
    return offers.order_by("pk").values_list("pk", "role", "offered_by__name")[:1]


_OFFERS = Prepared(_offers, person=int, community=int)


def _ask_address(community: Community) -> str:
    try:
        return reverse("discussions:new", args=[community.slug]) + "?kind=question"
    except NoReverseMatch:
        return ""
