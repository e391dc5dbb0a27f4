"""Guest time: a guest's membership may have a last day. Who may invite sets it and prolongs it; time ends it."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.activity import log
from ognisko.communities.actions.joining import end_membership, lock
from ognisko.communities.models import Membership
from ognisko.communities.permissions import can_set_guest_time
from ognisko.mail.actions import write_letter
from ognisko.people.models import Person

DAYS_OF_WARNING = 7


@transaction.atomic
def set_guest_time(membership: Membership, *, until: date | None, by: Person) -> Membership:
    """The guest's last day here; None is no end."""
    lock(membership.community)
    membership.refresh_from_db()
    if not can_set_guest_time(by, membership):
        raise PermissionDenied
    if until and until < timezone.localdate():
        raise ValidationError({"until": gettext("This day has passed. Choose a later one.")})
    membership.guest_until = until
    membership.save(update_fields=["guest_until"])
    log.record(
        "communities.set_guest_time",
        by=by,
        target=membership,
        community_id=membership.community_id,
        until=until.isoformat() if until else None,
    )
    return membership


def tend_guest_times() -> None:
    """Every night: what is over ends, and who has a week left gets one letter about it."""
    today = timezone.localdate()
    for membership in (
        Membership.objects.of_guests().filter(guest_until__lt=today).select_related("community", "person")
    ):
        _end(membership)
    soon = Membership.objects.of_guests().filter(guest_until__range=(today, today + timedelta(days=DAYS_OF_WARNING)))
    for membership in (
        soon.filter(person__is_active=True).exclude(person__email=None).select_related("community", "person")
    ):
        _warn(membership)


@transaction.atomic
def _end(membership: Membership) -> None:
    """Read again under the lock: it may have been prolonged, or have ended, at this very moment."""
    lock(membership.community)
    membership.refresh_from_db(fields=["guest_until", "ended_at"])
    if membership.ended_at or not membership.guest_until or membership.guest_until >= timezone.localdate():
        return
    end_membership(membership, ended_as=Membership.End.GUEST_TIME_ENDED, by=None)
    log.record("communities.end_guest_time", by=None, target=membership, community_id=membership.community_id)


@transaction.atomic
def _warn(membership: Membership) -> None:
    community = membership.community
    leading = community.memberships.coordinating().order_by("person__sort_key", "person_id")
    write_letter(
        key=f"communities.guest_time_ends:{membership.pk}:{membership.guest_until}",
        to=membership.person,
        subject=format_lazy("{what}: {name}", what=_("Your guest time ends soon"), name=community.name),
        template="communities/letters/guest_time_ends",
        context={
            "community": community,
            "until": membership.guest_until,
            "leading": list(leading.values_list("person__name", flat=True)),
        },
        language=membership.person.language or community.language,
    )
