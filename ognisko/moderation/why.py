"""What the author of something hidden is told where it stands."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from ognisko.moderation.models import Measure


class Why(NamedTuple):
    reason: str
    address: str  # the whole of it, and the way to appeal


def why_hidden(kind: str, pks: Sequence[int]) -> dict[int, Why]:
    """For those of these targets that are hidden now: one query."""
    hidden = Measure.objects.filter(kind=Measure.Kind.HIDING, target_kind=kind, target_id__in=pks, ended_at=None)
    return {one.target_id: Why(reason_of(one), one.get_absolute_url()) for one in hidden if one.target_id is not None}


def reason_of(measure: Measure) -> str:
    if measure.is_at_once:
        return _("Somebody reported personal data in it, so it waits hidden until a person has looked at it.")
    return measure.words
