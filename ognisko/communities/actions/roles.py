"""Roles are offered by those who may, and hold once the person accepts."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.audit.log import note
from ognisko.communities.actions.joining import (
    end_membership,
    lock,
    membership_of,
    offer_coordination_to_deputies,
)
from ognisko.communities.models import Community, Membership, RoleOffer
from ognisko.communities.permissions import (
    CHOSEN_BY_ONESELF,
    OFFERED,
    Ability,
    can_exclude,
    can_take_up_coordination,
    forget_roles,
    has_ability,
)
from ognisko.people.models import Person
from ognisko.text.clean import clean_text


@transaction.atomic
def offer_role(membership: Membership, *, role: Membership.Role, by: Person) -> RoleOffer:
    community = membership.community
    if role not in OFFERED or membership.ended_at or membership.role == role:
        raise PermissionDenied
    if not has_ability(by, community, Ability.OFFER_ROLES):
        raise PermissionDenied
    lock(community)
    offer, is_new = RoleOffer.objects.get_or_create(
        membership=membership, role=role, answered_at=None, defaults={"offered_by": by}
    )
    if is_new:
        log.record("communities.offer_role", by=by, target=offer, community_id=community.pk, role=str(role))
    return offer


@transaction.atomic
def accept_role(offer: RoleOffer, *, by: Person) -> Membership:
    membership = _answer(offer, by=by, is_accepted=True, verb="communities.accept_role")
    return _give(membership, Membership.Role(offer.role), by=by)


@transaction.atomic
def decline_role(offer: RoleOffer, *, by: Person) -> Membership:
    return _answer(offer, by=by, is_accepted=False, verb="communities.decline_role")


@transaction.atomic
def step_down(community: Community, *, by: Person) -> Membership:
    """Back to an ordinary member, by oneself and at once."""
    lock(community)
    membership = membership_of(by, community)
    if membership is None or membership.role not in OFFERED:
        raise PermissionDenied
    was = membership.role
    _give(membership, Membership.Role.MEMBER, by=by)
    if was == Membership.Role.COORDINATOR:
        offer_coordination_to_deputies(community, by=by)
    log.record("communities.step_down", by=by, target=membership, community_id=community.pk, role=was)
    return membership


@transaction.atomic
def take_up_coordination(community: Community, *, by: Person) -> Membership:
    """The standing offer of a community that nobody coordinates, accepted."""
    lock(community)
    membership = membership_of(by, community)
    if membership is None or not can_take_up_coordination(by, community):
        raise PermissionDenied
    _give(membership, Membership.Role.COORDINATOR, by=by)
    RoleOffer.objects.filter(membership__community=community, role=membership.role, answered_at=None).update(
        answered_at=timezone.now(), is_accepted=False
    )
    log.record("communities.take_up_coordination", by=by, target=membership, community_id=community.pk)
    return membership


@transaction.atomic
def choose_part(community: Community, *, by: Person, role: Membership.Role) -> Membership:
    """Taking part or only observing: declared by the person, changed whenever they like."""
    lock(community)
    membership = membership_of(by, community)
    if membership is None or role not in CHOSEN_BY_ONESELF or membership.role not in CHOSEN_BY_ONESELF:
        raise PermissionDenied
    if membership.role != role:
        _give(membership, role, by=by)
        log.record("communities.choose_part", by=by, target=membership, community_id=community.pk, role=str(role))
    return membership


@transaction.atomic
def exclude(membership: Membership, *, by: Person, reason: str) -> Membership:
    """By the rules, with a reason that is kept; `moderation` writes to the person, who can appeal to somebody else."""
    reason = clean_text(reason).strip()
    lock(membership.community)
    membership.refresh_from_db()
    if not reason or not can_exclude(by, membership):
        raise PermissionDenied
    end_membership(membership, ended_as=Membership.End.EXCLUDED, by=by)
    log.record("communities.exclude", by=by, target=membership, community_id=membership.community_id, reason=reason)
    note("excluded", by=by, target=membership, community=membership.community_id, person=membership.person_id)
    return membership


def _answer(offer: RoleOffer, *, by: Person, is_accepted: bool, verb: str) -> Membership:
    membership = offer.membership
    if membership.person_id != by.pk:
        raise PermissionDenied
    lock(membership.community)
    now = timezone.now()
    answered = RoleOffer.objects.open().filter(pk=offer.pk).update(answered_at=now, is_accepted=is_accepted)
    if not answered:
        raise PermissionDenied
    offer.answered_at, offer.is_accepted = now, is_accepted
    membership.refresh_from_db()
    log.record(verb, by=by, target=offer, community_id=membership.community_id, at=now, role=offer.role)
    return membership


def _give(membership: Membership, role: Membership.Role, *, by: Person) -> Membership:
    membership.role = role
    membership.save(update_fields=["role"])
    forget_roles(by)
    return membership
