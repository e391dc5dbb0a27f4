"""When two accounts of one person become one. A consent is the act of whoever gave it, in their own session, so nobody
writes one for the account that is kept: it is invited to where only the double was, and joins with one button.
"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from ognisko.activity import log
from ognisko.communities.actions.inviting import invite_back
from ognisko.communities.actions.joining import end_membership
from ognisko.communities.models import Community, Invitation, JoinRequest, Membership
from ognisko.people.merging import Rule, on_merge
from ognisko.people.models import Person


def _only_of(double: Person, keep: Person) -> "QuerySet[Membership]":
    """Where the double is and the kept one is not."""
    own = Membership.objects.current().filter(person=keep).values("community")
    return Membership.objects.current().filter(person=double).exclude(community__in=own)


def _tells(keep: Person, double: Person) -> Iterator[str]:
    if ended := Membership.objects.current().filter(person=double).count():
        yield ngettext(
            "%(count)s membership of the double ends.", "%(count)s memberships of the double end.", ended
        ) % {"count": ended}
    if invited := _only_of(double, keep).count() if keep.email or double.email else 0:
        yield ngettext(
            "An invitation to %(count)s community waits for the account that is kept: joining stays one’s own act.",
            "Invitations to %(count)s communities wait for the account that is kept: joining stays one’s own act.",
            invited,
        ) % {"count": invited}


def _hinders(keep: Person, double: Person) -> Iterator[str]:
    """A community must not lose its only coordinator to a correction of accounts. Its name may be hidden from `by`."""
    left = [one for one in _coordinated(double) if not _has_other_coordinator(one.community, double)]
    if left:
        yield ngettext(
            "The double is the only one who coordinates %(count)s community. Keep that account instead, or let the"
            " person pass the coordination on first.",
            "The double is the only one who coordinates %(count)s communities. Keep that account instead, or let the"
            " person pass the coordination on first.",
            len(left),
        ) % {"count": len(left)}


def _coordinated(person: Person) -> list[Membership]:
    coordinating = Membership.objects.current().filter(person=person, role=Membership.Role.COORDINATOR)
    return list(coordinating.select_related("community"))


def _has_other_coordinator(community: Community, person: Person) -> bool:
    coordinating = community.memberships.current().filter(role=Membership.Role.COORDINATOR)
    return coordinating.exclude(person=person).exists()


def _first(keep: Person, double: Person, by: Person) -> None:
    address, former = keep.email or double.email, double.email
    left_behind = [one.community for one in _only_of(double, keep).select_related("community")]
    for membership in Membership.objects.current().filter(person=double).select_related("community", "person"):
        end_membership(membership, ended_as=Membership.End.ERASED, by=by)
        log.record("communities.merge", by=by, target=membership, community_id=membership.community_id)
    own = Membership.objects.current().filter(person=keep).values("community")
    JoinRequest.objects.waiting().filter(person=double, community__in=own).delete()
    if former and address != former:
        _readdress(former, keep)
    if address:
        purpose = gettext(
            "Your two accounts are one now. This community was with the other one: come back with one button."
        )
        for community in left_behind:
            invite_back(community, keep, address=address, purpose=purpose)


def _readdress(former: str, keep: Person) -> None:
    """What was sent to the double's address waits at the kept one's, unless one waits there already or they are in."""
    open_ = Invitation.objects.open().filter(address=former)
    own = Membership.objects.current().filter(person=keep).values("community")
    open_.filter(community__in=own).delete()
    open_.filter(community__in=Invitation.objects.open().filter(address=keep.email).values("community")).delete()
    open_.update(address=keep.email, person=keep)
    Invitation.objects.filter(address=former).update(address=keep.email)


on_merge(
    Rule(
        tells=_tells,
        hinders=_hinders,
        first=_first,
        stays=frozenset({"communities.consent.person", "communities.membership.person"}),
    )
)
