"""What moderation shows on pages of other packages: whoever moderates finds the queue; my week says what waits."""

from typing import Any

from django.db.models import QuerySet

from ognisko.communities.models import Community
from ognisko.moderation import permissions
from ognisko.moderation.cases import appeals_waiting, reports_waiting
from ognisko.moderation.models import Measure
from ognisko.people.models import Person
from ognisko.prepared import Prepared
from ognisko.ui.parts import Part, shown_at

SHOWN = 5


@shown_at("communities:show:aside", order=80)
def order(*, community: Community, person: Any, **_inputs: object) -> Part | None:
    """A link without a count: no query on a page that is read often."""
    if not person.is_authenticated or not permissions.moderates(person, community):
        return None
    return Part("moderation/_order.html", {"community": community})


@shown_at("home:my_week:waits", order=10)
def waits(*, person: Person, **_inputs: object) -> Part | None:
    """Decisions about oneself not seen yet; what waits where one moderates."""
    unseen = [pk for (pk,) in _UNSEEN(person=person.pk)]
    measures = Measure.objects.filter(pk__in=unseen).select_related("community").latest() if unseen else []
    found: dict[str, list[Any]] = {"measures": list(measures), "reports": [], "appeals": []}
    if permissions.moderated_by(person) or permissions.is_office(person):
        found["reports"] = reports_waiting(permissions.reports_for(person), to=person)[:SHOWN]
        found["appeals"] = appeals_waiting(permissions.appeals_for(person), to=person)[:SHOWN]
    if not any(found.values()):
        return None
    return Part("moderation/_waits.html", found)


def _unseen(person: int) -> QuerySet[Any, Any]:
    return Measure.objects.filter(person=person, seen_at=None).latest().values_list("pk")[:SHOWN]


_UNSEEN = Prepared(_unseen, person=int)
