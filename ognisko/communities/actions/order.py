"""Keeping order: what `moderation` decides about a membership. Why, and the way to appeal, are kept there."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.communities.actions.joining import lock
from ognisko.communities.models import Membership
from ognisko.communities.permissions import Ability, forget_roles, has_ability
from ognisko.people.models import Person


@transaction.atomic
def pause_writing(membership: Membership, *, by: Person, until: datetime) -> Membership:
    """The person reads and thanks on; every verb that writes refuses until then."""
    _must_keep_order(membership, by)
    if membership.ended_at is not None:
        raise PermissionDenied
    _set_pause(membership, until)
    log.record("communities.pause_writing", by=by, target=membership, community_id=membership.community_id)
    return membership


@transaction.atomic
def resume_writing(membership: Membership, *, by: Person) -> Membership:
    _must_keep_order(membership, by)
    _set_pause(membership, None)
    log.record("communities.resume_writing", by=by, target=membership, community_id=membership.community_id)
    return membership


@transaction.atomic
def annul_exclusion(membership: Membership, *, by: Person) -> Membership:
    """The person is not brought back by it: they may join again by their own act, as after leaving."""
    _must_keep_order(membership, by)
    if membership.ended_as != Membership.End.EXCLUDED:
        raise PermissionDenied
    membership.exclusion_annulled_at = timezone.now()
    membership.save(update_fields=["exclusion_annulled_at"])
    log.record("communities.annul_exclusion", by=by, target=membership, community_id=membership.community_id)
    return membership


def _must_keep_order(membership: Membership, by: Person) -> None:
    """Whoever moderates there, or the office; nobody for themself."""
    may = has_ability(by, membership.community, Ability.MODERATE) or by.has_duty("administrator")
    if not may or membership.person_id == by.pk:
        raise PermissionDenied
    lock(membership.community)
    membership.refresh_from_db()


def _set_pause(membership: Membership, until: datetime | None) -> None:
    """On each membership of the person there: they may have left and come back meanwhile."""
    theirs = Membership.objects.filter(person=membership.person_id, community=membership.community_id)
    theirs.filter(ended_at=None).update(paused_until=until)
    if until is None:
        theirs.update(paused_until=None)
    membership.paused_until = until
    forget_roles(membership.person)
