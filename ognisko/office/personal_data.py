"""What the office keeps that names people: who read the clause, who reported a problem, whose contact is shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.models import (
    AccessibilityProblem,
    AccessibilityStatement,
    Face,
    FreeDay,
    HouseRules,
    InformationClause,
    ProblemStep,
    Reading,
)
from ognisko.office.public_face import has_changed
from ognisko.personal import Concern, Fate, Held, Retention, StandIns

if TYPE_CHECKING:
    from ognisko.people.models import Person

NOBODY = {"person": None, "name": "", "email": "", "phone": ""}


def look_again(pks: Sequence[int]) -> None:
    has_changed()


HELD = [
    Held(Reading, _("versions of the information clause that you have read"), "office", people={"person": Fate.DELETE}),
    Held(
        AccessibilityProblem,
        _("problems with accessibility that you reported"),
        "office",
        people={"person": Fate.CLEAR},
        addresses={"email": Fate.CLEAR, "phone": Fate.CLEAR},
        mine=("person", "email"),
        untouched=("language", "outcome"),
    ),
    Held(ProblemStep, _("answers to such reports"), "office", people={"by": Fate.CLEAR}, untouched=("kind",)),
    Held(
        AccessibilityStatement,
        _("accessibility statements"),
        "office",
        people={"published_by": Fate.CLEAR},
        addresses={"contact_email": Fate.CLEAR, "contact_phone": Fate.CLEAR, "contact_person": Fate.CLEAR},
        mine=(),
        untouched=("status", "method"),
    ),
    Held(InformationClause, _("information clauses"), "office", people={"published_by": Fate.CLEAR}),
    Held(HouseRules, _("rules of the house"), "office", people={"changed_by": Fate.CLEAR}),
    Held(FreeDay, _("days off"), "office", people={"set_by": Fate.CLEAR}),
    Held(
        Face,
        _("the contact of the office"),
        "office",
        addresses={"contact_email": Fate.CLEAR, "contact_phone": Fate.CLEAR},
        mine=(),
        changed=look_again,
    ),
]

RETENTION = [
    Retention(
        "office.problems",
        _("Who reported a problem with accessibility"),
        _("Long enough for a complaint; the report itself stays, without name, e-mail and phone."),
        365,
        due=lambda before: AccessibilityProblem.objects.filter(closed_at__lt=before).exclude(**NOBODY),
        go=lambda before: forget_reporters(before),
        least=30,
    )
]


def before_erasure(person: "Person") -> list[Concern]:
    """Their own address may be the one that the whole office gives."""
    if not person.email:
        return []
    words = gettext(
        "This address is given as the contact of the office. It will be empty until another is written there."
    )
    found = []
    if Face.objects.filter(contact_email=person.email).exists():
        found.append(Concern(words, reverse("office:face")))
    newest = AccessibilityStatement.objects.newest()
    if newest is not None and newest.contact_email == person.email:
        found.append(Concern(words, reverse("office:statement")))
    return found


def at_erasure(person: "Person", stand_in: StandIns) -> None:
    """A report stays, since the office must be able to show what it did; who made it goes, phone and all."""
    theirs = Q(person=person) | Q(email__iexact=person.email) if person.email else Q(person=person)
    AccessibilityProblem.objects.filter(theirs).update(**NOBODY)


def forget_reporters(before: datetime) -> int:
    return AccessibilityProblem.objects.filter(closed_at__lt=before).exclude(**NOBODY).update(**NOBODY)
