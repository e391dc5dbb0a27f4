from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ognisko.activity.models import Event, Firing
from ognisko.personal import Fate, Held, StandIns

if TYPE_CHECKING:
    from ognisko.people.models import Person

HELD = [
    Held(
        Event,
        _("what you did, as the log of activity has it"),
        "events",
        people={"actor": Fate.PSEUDONYM},
        columns=("id", "verb", "target_kind", "target_id", "community_id", "unit_id", "at", "facts"),
        community="community_id",
        untouched=("verb", "target_kind", "claimed_by"),
    ),
    Held(Firing, _("runs of the schedule"), "events", untouched=("name", "claimed_by")),
]


def at_erasure(person: "Person", stand_in: StandIns) -> None:
    """A unit of few people would tell who it was."""
    events = Event.objects.filter(actor=person)
    for unit in set(events.order_by().values_list("unit_id", flat=True).distinct()) - {None}:
        if (kept := stand_in.unit(unit)) != unit:
            events.filter(unit_id=unit).update(unit_id=kept)
