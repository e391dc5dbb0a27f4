from django.utils.translation import gettext_lazy as _

from ognisko.activity.models import ATTEMPTS, Event, Firing
from ognisko.ui.administration import tool


def stuck() -> int:
    return Event.objects.stuck().count() + Firing.objects.in_nobodys_hands().filter(attempts__gte=ATTEMPTS).count()


tool(
    "activity:jobs",
    name=_("Work of the machine"),
    does=_("See what runs by itself, when and how it went, and have tried again what got stuck."),
    group="machine",
    order=10,
    waiting=stuck,
)
