"""Who may do what: one table of roles and abilities, and the questions that pages and verbs ask of it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ognisko.communities.models import Community, Invitation, JoinRequest, Membership
from ognisko.people import registration
from ognisko.people.guests import is_colleague
from ognisko.people.models import Person
from ognisko.prepared import Prepared

DAYS_TO_COME_BACK = 30


class Ability(StrEnum):
    READ = "read"
    THANK = "thank"
    FOLLOW = "follow"
    REPLY = "reply"
    BEGIN_THREAD = "begin_thread"
    MARK_HELPED_ANY = "mark_helped_any"
    ANNOUNCE = "announce"
    EDIT_TAGS = "edit_tags"
    CLOSE_THREAD = "close_thread"
    INVITE = "invite"
    SETTLE_REQUESTS = "settle_requests"
    MODERATE = "moderate"
    EDIT_CHARTER = "edit_charter"
    OFFER_ROLES = "offer_roles"
    EXCLUDE = "exclude"


_OBSERVER = frozenset({Ability.READ, Ability.THANK, Ability.FOLLOW})
_MEMBER = _OBSERVER | {Ability.REPLY, Ability.BEGIN_THREAD}
_DEPUTY = _MEMBER | {
    Ability.MARK_HELPED_ANY,
    Ability.ANNOUNCE,
    Ability.EDIT_TAGS,
    Ability.CLOSE_THREAD,
    Ability.INVITE,
    Ability.SETTLE_REQUESTS,
    Ability.MODERATE,
}
_COORDINATOR = _DEPUTY | {Ability.EDIT_CHARTER, Ability.OFFER_ROLES, Ability.EXCLUDE}

ABILITIES: dict[str, frozenset[Ability]] = {
    Membership.Role.COORDINATOR: _COORDINATOR,
    Membership.Role.DEPUTY: _DEPUTY,
    Membership.Role.MEMBER: _MEMBER,
    Membership.Role.OBSERVER: _OBSERVER,
}

WRITING = frozenset({Ability.REPLY, Ability.BEGIN_THREAD, Ability.ANNOUNCE, Ability.EDIT_TAGS})  # what a pause stops

CHOSEN_BY_ONESELF = (Membership.Role.MEMBER, Membership.Role.OBSERVER)
OFFERED = (Membership.Role.COORDINATOR, Membership.Role.DEPUTY)


def roles_of(person: Any) -> dict[int, str]:
    """Community id → role, for the current memberships of a person: one query.

    Remembered only on `request.user`, which lives as long as one request; verbs forget it when they change a role.
    """
    return _standing(person)[0]


def paused_until(person: Any, community: Community) -> datetime | None:
    """Until when the person's writing is paused here, from the same query."""
    return _standing(person)[1].get(community.pk)


def _standing(person: Any) -> tuple[dict[int, str], dict[int, datetime]]:
    """Roles, and pauses that still hold, by community."""
    if not person.is_authenticated:
        return {}, {}
    if "_roles" in person.__dict__:
        return person.__dict__["_roles"]
    rows, now = _ROLES(person=person.pk), timezone.now()
    standing = ({pk: role for pk, role, _ in rows}, {pk: until for pk, _, until in rows if until and until > now})
    if isinstance(person, SimpleLazyObject):
        person.__dict__["_roles"] = standing
    return standing


def _roles(person: int) -> QuerySet[Any, Any]:
    return Membership.objects.current().filter(person=person).values_list("community_id", "role", "paused_until")


_ROLES = Prepared(_roles, person=int)


def forget_roles(person: Person) -> None:
    person.__dict__.pop("_roles", None)


def role_of(person: Any, community: Community) -> str | None:
    return roles_of(person).get(community.pk)


def has_ability(person: Any, community: Community, ability: Ability) -> bool:
    if ability == Ability.READ:
        return can_read(person, community)
    roles, pauses = _standing(person)
    if ability in WRITING and community.pk in pauses:
        return False
    return ability in ABILITIES.get(roles.get(community.pk, ""), frozenset())


def can_read(person: Any, community: Community) -> bool:
    """The rule of `CommunityQuerySet.visible_to` for one community already at hand."""
    if community.is_public:
        return True
    if not person.is_authenticated:
        return False
    if community.visibility == Community.Visibility.EVERYONE and not person.is_guest:
        return True
    if role_of(person, community):
        return True
    return bool(
        community.visibility == Community.Visibility.ORGANISATIONS
        and person.organisation_id
        and not person.is_guest
        and community.organisations.filter(pk=person.organisation_id).exists()
    )


def can_create_community(person: Any) -> bool:
    return is_colleague(person) and person.is_active


def can_join(person: Any, community: Community) -> bool:
    """Whether the person's own act is all that is missing: the door is open, or somebody has already agreed."""
    if not person.is_authenticated or not person.is_active or role_of(person, community):
        return False
    if person.is_guest:
        return open_invitation(person, community) is not None or can_come_back(person, community)
    excluded_at = last_exclusion(person, community)
    is_readable = can_read(person, community)
    if community.entry == Community.Entry.OPEN and is_readable and excluded_at is None:
        return True
    return (
        open_invitation(person, community) is not None
        or (is_readable and _has_agreement(person, community, excluded_at))
        or can_come_back(person, community)
    )


def can_request(person: Any, community: Community) -> bool:
    """Asking is for colleagues who see the community and may not simply join; one request waits at a time."""
    if not is_colleague(person) or role_of(person, community) or not can_read(person, community):
        return False
    is_asked_for = community.entry == Community.Entry.ON_REQUEST or (
        community.entry == Community.Entry.OPEN and last_exclusion(person, community) is not None
    )
    return is_asked_for and not can_join(person, community) and not waiting_request(person, community)


def can_come_back(person: Any, community: Community) -> bool:
    """Leaving can be undone for a month, whatever the entry is, and so can an exclusion that an appeal took back."""
    last = Membership.objects.filter(person_id=person.pk, community=community).order_by("-joined_at", "-pk").first()
    if last is None:
        return False
    since = last.ended_at if last.ended_as == Membership.End.LEFT else last.exclusion_annulled_at
    return since is not None and since > timezone.now() - timedelta(days=DAYS_TO_COME_BACK)


def can_take_up_coordination(person: Any, community: Community) -> bool:
    leading = community.memberships.coordinating().values_list("role", flat=True)
    return may_take_up_coordination(role_of(person, community) or "", set(leading))


def may_take_up_coordination(role: str, leading: set[str]) -> bool:
    """When nobody coordinates: a deputy may, and where there is no deputy either, any member."""
    if Membership.Role.COORDINATOR in leading:
        return False
    return role == Membership.Role.DEPUTY or (role == Membership.Role.MEMBER and not leading)


def can_exclude(person: Any, membership: Membership) -> bool:
    """A coordinator is not excluded by another one, and nobody excludes themself: they leave."""
    return (
        membership.ended_at is None
        and membership.role != Membership.Role.COORDINATOR
        and membership.person_id != person.pk
        and has_ability(person, membership.community, Ability.EXCLUDE)
    )


def can_make_account(invitation: Invitation) -> bool:
    """Whether the letter's receiver may: the place takes the invited, and nobody has the address, closed or not."""
    return (
        invitation.answered_at is None
        and registration.is_for_the_invited()
        and not Person.objects.filter(email=invitation.address).exists()
    )


def can_set_guest_time(person: Any, membership: Membership) -> bool:
    """Who may invite says until when a guest stays."""
    return (
        membership.ended_at is None
        and membership.person.is_guest
        and has_ability(person, membership.community, Ability.INVITE)
    )


def open_invitation(person: Any, community: Community) -> Invitation | None:
    return Invitation.objects.open().to(person).filter(community=community).first()


def waiting_request(person: Any, community: Community) -> JoinRequest | None:
    return JoinRequest.objects.waiting().filter(community=community, person_id=person.pk).first()


def last_exclusion(person: Any, community: Community) -> datetime | None:
    ended = Membership.objects.filter(
        person_id=person.pk, community=community, ended_as=Membership.End.EXCLUDED, exclusion_annulled_at=None
    ).order_by("-ended_at")
    return ended.values_list("ended_at", flat=True).first()


def _has_agreement(person: Any, community: Community, excluded_at: datetime | None) -> bool:
    agreed = JoinRequest.objects.filter(community=community, person_id=person.pk, outcome=JoinRequest.Outcome.AGREED)
    return (agreed.filter(settled_at__gt=excluded_at) if excluded_at else agreed).exists()
