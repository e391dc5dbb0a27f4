from django.http import HttpRequest

from ognisko.activity.models import Event
from ognisko.ui.parts import Part, shown_at

SHOWN = 20


@shown_at("mail:outbox", order=10)
def stuck_events(*, request: HttpRequest) -> Part | None:
    """What could not be told, where whoever keeps the installation looks after letters."""
    events = list(Event.objects.stuck().order_by("pk")[:SHOWN])
    return Part("activity/_stuck.html", {"events": events}) if events else None
