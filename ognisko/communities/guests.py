"""Whom a guest sees because of communities: everybody of those that they joined."""

from typing import Any

from django.db.models import Q

from ognisko.communities.models import Membership
from ognisko.people.guests import shows_to_guests


@shows_to_guests
def people_of_joined(guest: Any) -> Q:
    joined = guest.memberships.current().values("community_id")
    return Q(pk__in=Membership.objects.current().filter(community__in=joined).values("person_id"))
