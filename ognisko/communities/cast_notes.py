"""What a visitor of the demo sees as each person of the cast: which communities they carry."""

from collections.abc import Iterable

from ognisko.communities.models import Community, Membership
from ognisko.people.demo import Notes, tells_of_cast
from ognisko.people.models import Person

CARRYING = (Membership.Role.COORDINATOR, Membership.Role.DEPUTY)


@tells_of_cast
def roles(people: Iterable[Person]) -> Notes:
    """Never of a hidden community: whoever chooses a person is not signed in yet."""
    memberships = Membership.objects.current().filter(person__in=people, role__in=CARRYING)
    visible = memberships.exclude(community__visibility=Community.Visibility.MEMBERS).select_related("community")
    notes: dict[int, list[str]] = {}
    for membership in visible.order_by("role", "community__name"):
        words = f"{membership.get_role_display()}: {membership.community.name}"
        notes.setdefault(membership.person_id, []).append(words)
    return {pk: "; ".join(words) for pk, words in notes.items()}
