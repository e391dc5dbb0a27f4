"""Accounts that nobody has used for two years: a letter first, and a month later the account closes."""

import logging
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.people.models import Person
from ognisko.privacy import letters
from ognisko.privacy.actions import start_erasure
from ognisko.privacy.models import Erasure, InactivityWarning

log = logging.getLogger(__name__)


def away_since(before: datetime) -> QuerySet[Person]:
    """With an account, and since then neither signed in, nor here by a session that lives, nor active."""
    long_ago = Q(last_login__lt=before) | Q(last_login=None, joined_at__lt=before)
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    here = UserSession.objects.filter(user=OuterRef("pk"), session_key__in=alive)
    acted = Event.objects.filter(actor=OuterRef("pk"), at__gte=before)
    return Person.objects.able_to_sign_in().filter(long_ago).exclude(Exists(here)).exclude(Exists(acted))


def to_warn(before: datetime) -> QuerySet[Person]:
    warned = InactivityWarning.objects.filter(person=OuterRef("pk"))
    return away_since(before).exclude(Exists(warned))


def warn(before: datetime) -> int:
    """One letter to each; who came back in the meantime is no longer counted as warned."""
    away = away_since(before).values("pk")
    InactivityWarning.objects.exclude(person__in=away).delete()
    number = 0
    for person in list(to_warn(before).order_by("pk")):
        with transaction.atomic():
            warning = InactivityWarning.objects.create(person=person)
            link = letters.address("account_login")
            letters.write("inactive", to=person, key=f"privacy.inactive:{person.pk}:{warning.pk}", link=link)
        number += 1
    return number


def warned_until(before: datetime) -> QuerySet[InactivityWarning]:
    """Told so long ago, and not back since."""
    acted = Event.objects.filter(actor=OuterRef("person"), at__gte=OuterRef("sent_at"))
    back = Q(person__last_login__gt=before)
    return (
        InactivityWarning.objects.filter(sent_at__lt=before, person__is_active=True)
        .exclude(back)
        .exclude(Exists(acted))
    )


def close(before: datetime) -> int:
    number = 0
    for warning in list(warned_until(before).select_related("person").order_by("pk")):
        try:
            start_erasure(warning.person, by=None, door=Erasure.Door.INACTIVE)
            number += 1
        except ValidationError as refusal:
            log.warning("The account %s stays: %s", warning.person_id, "; ".join(refusal.messages))
    return number
