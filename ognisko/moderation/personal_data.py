"""What moderation keeps about people, and what export, erasure and time do with it."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.moderation.models import Appeal, CautionCount, Measure, Report
from ognisko.personal import Fate, Held, Retention

HELD = [
    Held(
        Report,
        _("reports that you sent"),
        "moderation",
        people={"reporter": Fate.CLEAR, "author": Fate.CLEAR, "settled_by": Fate.CLEAR},
        mine=("reporter",),  # what others reported about somebody is not theirs: it would tell who it was
        columns=(
            "id",
            "community",
            "kind",
            "target_id",
            "reason",
            "words",
            "made_at",
            "settled_at",
            "outcome",
            "answer",
        ),
        secret=("digest",),
        untouched=("digest",),
    ),
    Held(
        Measure,
        _("decisions about you"),
        "moderation",
        people={"person": Fate.PSEUDONYM, "decided_by": Fate.CLEAR, "ended_by": Fate.CLEAR},
        mine=("person",),
        columns=("id", "community", "kind", "target_kind", "target_id", "words", "decided_at", "until", "ended_at"),
        community="community_id",
    ),
    Held(
        Appeal,
        _("your appeals"),
        "moderation",
        people={"person": Fate.PSEUDONYM, "against": Fate.CLEAR, "decided_by": Fate.CLEAR},
        mine=("person",),
        columns=("id", "measure", "words", "made_at", "decided_at", "outcome", "answer"),
        community="measure__community_id",
    ),
]


def old_measures(before: datetime) -> QuerySet[Measure]:
    """Over or taken back; a post that is hidden still stays hidden by its row, and an exclusion holds by it."""
    is_over = Q(ended_at__isnull=False) | Q(until__lt=timezone.now()) | Q(kind=Measure.Kind.WARNING)
    return Measure.objects.filter(is_over, decided_at__lt=before)


RETENTION = [
    Retention(
        "moderation.reports",
        _("Settled reports"),
        _("Long enough to see whether it comes again, and to answer a complaint."),
        730,
        due=lambda before: Report.objects.filter(settled_at__lt=before),
        least=90,
    ),
    Retention(
        "moderation.measures",
        _("Warnings, pauses and decisions taken back"),
        _("Long enough for an appeal and a complaint; then a new beginning."),
        730,
        due=old_measures,
        least=90,
    ),
    Retention(
        "moderation.cautions",
        _("Counts of warnings passed over"),
        _("Numbers for a day and a community, to see whether the warnings are understood."),
        400,
        due=lambda before: CautionCount.objects.filter(day__lt=before.date()),
    ),
]
