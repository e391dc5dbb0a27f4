"""The office looks into what it would not see otherwise: each look is in the security log."""

from typing import Any

from ognisko.audit.log import note
from ognisko.moderation.models import Appeal, Report
from ognisko.moderation.permissions import moderates


def note_reading(person: Any, case: Report | Appeal) -> None:
    community = case.community if isinstance(case, Report) else case.measure.community
    if not moderates(person, community):
        note("person_read", by=person, target=case, community=community.pk)
