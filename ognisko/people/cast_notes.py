"""What a visitor of the demo sees as each person of the cast: who keeps the place."""

from collections.abc import Iterable

from ognisko.people.demo import Notes, tells_of_cast
from ognisko.people.models import InstallationRole, Person


@tells_of_cast
def duties(people: Iterable[Person]) -> Notes:
    roles = InstallationRole.objects.filter(person__in=people).order_by("kind")
    notes: dict[int, list[str]] = {}
    for role in roles:
        notes.setdefault(role.person_id, []).append(role.get_kind_display())
    return {pk: ", ".join(words) for pk, words in notes.items()}
