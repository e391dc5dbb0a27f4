"""What this package itself keeps about people."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import Person
from ognisko.personal import Fate, Held, Retention, StandIns
from ognisko.privacy import inactivity
from ognisko.privacy.exporting import forget_files, path_of
from ognisko.privacy.models import Erasure, Export, InactivityWarning, Period, Place, Request, StandIn

HELD = [
    Held(
        Request,
        _("your requests about your data"),
        "requests",
        people={"person": Fate.CLEAR, "registered_by": Fate.CLEAR, "closed_by": Fate.CLEAR},
        mine=("person",),
        columns=(
            "id",
            "kind",
            "matter",
            "received_on",
            "due_on",
            "extension_reason",
            "closed_on",
            "decision",
            "answer",
        ),
    ),
    Held(
        Export,
        _("copies of your data"),
        "requests",
        people={"person": Fate.DELETE, "asked_by": Fate.CLEAR},
        columns=("id", "asked_at", "finished_at", "expires_at", "fetched_at"),
        untouched=("claimed_by", "file", "language"),
    ),
    Held(
        Erasure,
        _("your closed account"),
        "requests",
        people={"person": Fate.KEEP, "asked_by": Fate.CLEAR},
        mine=(),
        untouched=("claimed_by",),
    ),
    Held(StandIn, _("pseudonyms"), "contributions", people={"person": Fate.KEEP}, mine=()),
    Held(InactivityWarning, _("letters that your account will close"), "account", people={"person": Fate.DELETE}),
    Held(Place, _("places in texts to look at"), "requests", untouched=("model", "field", "digest")),
    Held(Period, _("periods of keeping"), "requests", untouched=("key",)),
]


def _exports_over(before: datetime) -> QuerySet[Export]:
    """Their days were counted when they were made."""
    return Export.objects.over()


RETENTION = [
    Retention(
        "privacy.exports",
        _("Files with a copy of somebody’s data"),
        _("Long enough to fetch it, short enough not to lie about."),
        7,
        due=_exports_over,
        go=forget_files,
        most=30,
    ),
    Retention(
        "privacy.export_records",
        _("Records of copies of data"),
        _("That a copy was made, not what was in it."),
        730,
        due=lambda before: Export.objects.filter(removed_at__lt=before),
        least=30,
    ),
    Retention(
        "privacy.inactive",
        _("Accounts that nobody uses: a letter"),
        _("After this time without signing in we write that the account will close."),
        730,
        due=inactivity.to_warn,
        go=inactivity.warn,
        least=180,
    ),
    Retention(
        "privacy.inactive_warned",
        _("Accounts that nobody uses: closing"),
        _("So long after that letter, if the person has not come back; what they wrote stays under a pseudonym."),
        30,
        due=inactivity.warned_until,
        go=inactivity.close,
        least=14,
        most=365,
    ),
    Retention(
        "privacy.places",
        _("Places in texts to look at after an erasure"),
        _("The list says where to look, not whom it was about."),
        90,
        due=lambda before: Place.objects.filter(found_at__lt=before),
        least=14,
    ),
    Retention(
        "privacy.requests",
        _("Closed requests about personal data"),
        _("So that it can be shown that they were answered, until claims expire."),
        2190,
        due=lambda before: Request.objects.filter(closed_on__lt=before.date()),
        least=365,
        most=3650,
    ),
]


def at_erasure(person: Person, stand_in: StandIns) -> None:
    for export in Export.objects.filter(person=person).exclude(file=""):
        path_of(export).unlink(missing_ok=True)
