from typing import Any

from ognisko.mail.models import PausedAddress
from ognisko.ui.parts import Part, shown_at


@shown_at("home:my_week:waits", order=5)
def paused_address(*, person: Any, **_inputs: object) -> Part | None:
    """A person whose letters come back cannot be told by a letter."""
    paused = PausedAddress.objects.filter(address=(person.email or "").lower()).first()
    return Part("mail/_paused.html", {"paused": paused}) if paused else None
