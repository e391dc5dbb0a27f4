from django.http import HttpRequest

from ognisko.activity.models import Event
from ognisko.ui.parts import Part, shown_at


@shown_at("mail:outbox", order=10)
def stuck_events(*, request: HttpRequest) -> Part | None:
    """What could not be told, where whoever keeps the installation looks after letters."""
    count = Event.objects.stuck().count()
    return Part("activity/_stuck.html", {"count": count}) if count else None
