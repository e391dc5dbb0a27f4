"""A membership begins by the person's own consent and ends in one of four ways; both are written nowhere else."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ognisko.activity import log
from ognisko.communities.models import Community, Consent, Invitation, JoinRequest, Membership, RoleOffer
from ognisko.communities.permissions import CHOSEN_BY_ONESELF, can_join, forget_roles, open_invitation
from ognisko.people.models import Person


@transaction.atomic
def join(
    community: Community,
    *,
    by: Person,
    door: Consent.Door = Consent.Door.PAGE,
    role: Membership.Role = Membership.Role.MEMBER,
) -> Membership:
    """The person's own act. Who is already here stays as they are; a second press of the button changes nothing."""
    lock(community)
    if here := membership_of(by, community):
        return here
    if role not in CHOSEN_BY_ONESELF or door == Consent.Door.FOUNDING or not can_join(by, community):
        raise PermissionDenied
    invitation = open_invitation(by, community)
    now = timezone.now()
    membership = begin_membership(community, by=by, door=door, role=role, at=now)
    if invitation:
        _set_guest_time(membership, invitation)
        Invitation.objects.filter(pk=invitation.pk).update(answered_at=now, answer=Invitation.Answer.JOINED, person=by)
    JoinRequest.objects.waiting().filter(community=community, person=by).update(
        settled_at=now, outcome=JoinRequest.Outcome.WITHDRAWN
    )
    log.record("communities.join", by=by, target=membership, community_id=community.pk, at=now, door=str(door))
    return membership


@transaction.atomic
def leave(community: Community, *, by: Person) -> Membership:
    """Asks nothing. When the last coordinator leaves, the deputies are offered the coordination."""
    lock(community)
    membership = membership_of(by, community)
    if membership is None:
        raise PermissionDenied
    end_membership(membership, ended_as=Membership.End.LEFT, by=by)
    log.record("communities.leave", by=by, target=membership, community_id=community.pk)
    return membership


def begin_membership(
    community: Community, *, by: Person, door: Consent.Door, role: Membership.Role, at: datetime
) -> Membership:
    """Consent and membership in one: called only by `join` and by `create_community`, for `by` themself."""
    consent = Consent.objects.create(person=by, community=community, door=door, given_at=at)
    paused = Membership.objects.filter(person=by, community=community, paused_until__gt=at).order_by("-paused_until")
    membership = Membership.objects.create(
        person=by,
        community=community,
        consent=consent,
        door=door,
        joined_at=at,
        role=role,
        paused_until=paused.values_list("paused_until", flat=True).first(),  # leaving does not end a pause
    )
    _count(community, 1)
    forget_roles(by)
    return membership


def _set_guest_time(membership: Membership, invitation: Invitation) -> None:
    if membership.person.is_guest and invitation.guest_until:
        membership.guest_until = invitation.guest_until
        membership.save(update_fields=["guest_until"])


def end_membership(membership: Membership, *, ended_as: Membership.End, by: Person | None) -> None:
    """`by` is None when time ends it."""
    now = timezone.now()
    membership.ended_at, membership.ended_as = now, ended_as
    membership.save(update_fields=["ended_at", "ended_as"])
    membership.role_offers.filter(answered_at=None).update(answered_at=now, is_accepted=False)
    _count(membership.community, -1)
    for person in (by, membership.person):
        if person is not None:
            forget_roles(person)
    if membership.role == Membership.Role.COORDINATOR:
        offer_coordination_to_deputies(membership.community, by=by)


def offer_coordination_to_deputies(community: Community, *, by: Person | None) -> None:
    """A community without a coordinator looks for one, and asks its deputies first."""
    leading = community.memberships.coordinating()
    if leading.filter(role=Membership.Role.COORDINATOR).exists():
        return
    for deputy in leading.filter(role=Membership.Role.DEPUTY):
        RoleOffer.objects.get_or_create(
            membership=deputy, role=Membership.Role.COORDINATOR, answered_at=None, defaults={"offered_by": by}
        )


def membership_of(person: Person, community: Community) -> Membership | None:
    """The current one, read anew: a verb never trusts what the request remembers."""
    return Membership.objects.current().filter(person_id=person.pk, community=community).first()


def lock(community: Community) -> None:
    """Two people may act on one community at once: on PostgreSQL the second waits here; SQLite lets in one writer."""
    Community.objects.select_for_update().only("pk").get(pk=community.pk)


def _count(community: Community, step: int) -> None:
    Community.objects.filter(pk=community.pk).update(member_count=F("member_count") + step)
    community.member_count += step
