"""Summaries by letter, by the schedule: once for a person and a period, in pieces of so many people."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ognisko.mail.actions import write_letter
from ognisko.mail.lists import MailingList
from ognisko.notifications.models import DIGESTS, Digest, Hours, Notice, Preference, Rhythm
from ognisko.notifications.stopping import SUMMARY
from ognisko.notifications.summary import SECTIONS, Summary, summary_of
from ognisko.notifications.wishes import Wishes, last_due, wishes_of, zone_of
from ognisko.people.models import Person, PersonQuerySet

PIECE = 100
LATE = {  # a summary that could not be written for so long is left to the next one, with all that it holds
    Rhythm.DAILY: timedelta(days=1),
    Rhythm.WEEKLY: timedelta(days=6),
    Rhythm.MONTHLY: timedelta(days=20),
}
REACHES_BACK = {Rhythm.DAILY: timedelta(days=3), Rhythm.WEEKLY: timedelta(days=8), Rhythm.MONTHLY: timedelta(days=35)}
WAITS_FIRST = 20


def write_digests() -> int:
    """How many letters were written. Whom the person's own hours keep from it now is asked again at the next turn."""
    written, now = 0, timezone.now()
    for rhythm in DIGESTS:
        for zone, people in _by_zone():
            period = last_due(rhythm, now, zone)
            if now - period < LATE[rhythm]:
                for piece in _waiting(people, rhythm, period):
                    written += _write_for(piece, rhythm, period, now)
    return written


def settle_digests(now: datetime) -> None:
    """What is past stays untold: every summary that would be due counts as settled."""
    for rhythm in DIGESTS:
        for zone, people in _by_zone():
            period = last_due(rhythm, now, zone)
            settled = (Digest(person=one, rhythm=rhythm, period=period, until=now) for one in people)
            Digest.objects.bulk_create(settled, ignore_conflicts=True)


def _by_zone() -> Iterator[tuple[ZoneInfo, PersonQuerySet]]:
    able = Person.objects.able_to_sign_in()
    zones = set(Hours.objects.exclude(zone="").order_by().values_list("zone", flat=True).distinct())
    yield zone_of(None), able.exclude(letter_hours__zone__in=zones)
    for zone in sorted(zones):
        yield zone_of(Hours(zone=zone)), able.filter(letter_hours__zone=zone)


def _waiting(people: PersonQuerySet, rhythm: str, period: datetime) -> Iterator[list[Person]]:
    """In the order of their keys. Every day and every month only for who chose so somewhere."""
    settled = Digest.objects.filter(person=OuterRef("pk"), rhythm=rhythm, period=period)
    people = people.filter(~Exists(settled), joined_at__lt=period)
    if rhythm != Rhythm.WEEKLY:
        chose = Preference.objects.filter(person=OuterRef("pk"), rhythm=rhythm)
        waits = Notice.objects.untold().filter(person=OuterRef("pk"), rhythm=rhythm)
        people = people.filter(Exists(chose) | Exists(waits))
    last = 0
    while piece := list(people.filter(pk__gt=last).order_by("pk")[:PIECE]):
        yield piece
        last = piece[-1].pk


def _write_for(people: list[Person], rhythm: str, period: datetime, now: datetime) -> int:
    wishes = wishes_of([person.pk for person in people])
    open_now = [person for person in people if wishes.opens(person.pk, now) <= now]
    before = Digest.objects.filter(Q(rhythm=rhythm, person__in=open_now)).order_by("period")
    until = dict(before.values_list("person", "until"))
    written = 0
    for person in open_now:
        since = until.get(person.pk) or period - REACHES_BACK[Rhythm(rhythm)]
        with transaction.atomic():
            written += _write(person, rhythm, period, wishes, since=since, now=now)
    return written


def _write(person: Person, rhythm: str, period: datetime, wishes: Wishes, *, since: datetime, now: datetime) -> bool:
    """The row comes first: of two workers one finds it there."""
    row, is_new = Digest.objects.get_or_create(person=person, rhythm=rhythm, period=period, defaults={"until": now})
    if not is_new:
        return False
    with translation.override(person.language or settings.LANGUAGE_CODE):
        summary = summary_of(person, rhythm, wishes, since=since, until=now)
        Notice.objects.untold().filter(pk__in=summary.notices).update(told_at=now)
        if summary.is_empty:
            return False
        _letter(person, rhythm, period, summary)
    Digest.objects.filter(pk=row.pk).update(is_written=True)
    return True


def _letter(person: Person, rhythm: str, period: datetime, summary: Summary) -> None:
    subjects = {
        Rhythm.DAILY: _("Ognisko: your day in short"),
        Rhythm.WEEKLY: _("Ognisko: your week in short"),
        Rhythm.MONTHLY: _("Ognisko: your month in short"),
    }
    write_letter(
        key=f"notifications.digest:{rhythm}:{period.astimezone(UTC):%Y-%m-%dT%H}:{person.pk}",
        to=person,
        subject=subjects[Rhythm(rhythm)],
        template="notifications/letters/digest",
        context={
            "waits": summary.waits[:WAITS_FIRST],
            "more_waits": max(0, len(summary.waits) - WAITS_FIRST),
            "groups": summary.groups,
            "sections": [(str(section), words) for section, words in SECTIONS.items()],
        },
        belongs_to=MailingList(scope=SUMMARY, slug="summary", name="Ognisko"),
    )
