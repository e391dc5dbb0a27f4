"""What is kept about what people hear, and what export, erasure and time do with it."""

from django.utils.translation import gettext_lazy as _

from ognisko.notifications.models import Digest, Following, Hours, Notice, Preference
from ognisko.personal import Fate, Held, Retention

HELD = [
    Held(
        Notice,
        _("notifications to you"),
        "letters",
        people={"person": Fate.DELETE, "actor": Fate.CLEAR},
        columns=("id", "kind", "community_id", "made_at", "seen_at"),
        untouched=("kind", "target_kind", "bundle", "rhythm"),
    ),
    Held(
        Following,
        _("threads and communities that you follow or silence"),
        "letters",
        people={"person": Fate.DELETE},
        untouched=("place", "level"),
    ),
    Held(
        Preference,
        _("how often you want letters"),
        "letters",
        people={"person": Fate.DELETE},
        untouched=("kind", "rhythm"),
    ),
    Held(
        Hours,
        _("when letters may reach you"),
        "letters",
        people={"person": Fate.DELETE},
        untouched=("days", "zone"),
    ),
    Held(
        Digest,
        _("summaries that were due to you"),
        "letters",
        people={"person": Fate.DELETE},
        untouched=("rhythm",),
    ),
]
RETENTION = [
    Retention(
        "notifications.notices",
        _("Notifications"),
        _("What is half a year old is no news any more."),
        180,
        due=lambda before: Notice.objects.filter(made_at__lt=before),
        least=30,
    ),
    Retention(
        "notifications.digests",
        _("That a summary was written"),
        _("Only the last one is needed, so that nothing is told twice."),
        90,
        due=lambda before: Digest.objects.filter(period__lt=before),
        least=62,
    ),
]
