"""What is decided about a person or their words, and how it is taken back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ognisko.communities.actions import pause_writing, resume_writing
from ognisko.communities.actions.joining import lock
from ognisko.communities.models import Community, Membership
from ognisko.moderation import letters, registry
from ognisko.moderation.actions.noting import must, note
from ognisko.moderation.deadlines import LONGEST_PAUSE, pause_until
from ognisko.moderation.models import Appeal, Measure, Report
from ognisko.moderation.permissions import can_act_on, can_end
from ognisko.moderation.registry import Thing
from ognisko.people.models import Person
from ognisko.text.clean import clean_text

LONGEST_WORDS = 2_000


@transaction.atomic
def warn(community: Community, person: Person, *, by: Person, words: str, report: Report | None = None) -> Measure:
    """A private warning: only the person reads it, and those who moderate."""
    must(can_act_on(by, community, person.pk, report) and bool(words.strip()))
    made = _decide(Measure.Kind.WARNING, community, person, by=by, words=words)
    note("warn", "warned", made, by=by, community=community.pk, person=person.pk)
    letters.of_measure(made)
    return made


@transaction.atomic
def pause(membership: Membership, *, by: Person, days: int, words: str, report: Report | None = None) -> Measure:
    """Of writing, in this community, for 1 to 30 days; a pause that runs is replaced by the new one."""
    community, person = membership.community, membership.person
    must(can_act_on(by, community, person.pk, report) and bool(words.strip()) and 1 <= days <= LONGEST_PAUSE)
    lock(community)
    now = timezone.now()
    running = Measure.objects.in_force().filter(kind=Measure.Kind.PAUSE, community=community, person=person)
    running.update(ended_at=now, ended_by=by)
    made = _decide(
        Measure.Kind.PAUSE, community, person, by=by, words=words, membership=membership, until=pause_until(now, days)
    )
    assert made.until is not None
    pause_writing(membership, by=by, until=made.until)
    note("pause", "writing_paused", made, by=by, community=community.pk, person=person.pk, days=days)
    letters.of_measure(made)
    return made


@transaction.atomic
def take_back(measure: Measure, *, by: Person) -> Measure:
    """By whoever moderates there, without waiting for an appeal; one that waits is needless then."""
    measure = Measure.objects.select_for_update(of=("self",)).select_related("community", "person").get(pk=measure.pk)
    must(can_end(by, measure))
    undo(measure, by=by)
    Appeal.objects.waiting().filter(measure=measure).update(decided_at=timezone.now(), outcome=Appeal.Outcome.NEEDLESS)
    letters.of_end(measure)
    return measure


@transaction.atomic
def keep_exclusion(membership: Membership, *, by: Person | None, words: str, at: datetime) -> Measure:
    """An exclusion, which `communities` has made by its rules, becomes a measure, so that it can be appealed."""
    made = Measure.objects.filter(kind=Measure.Kind.EXCLUSION, membership=membership).first()
    if made is None:
        made = _decide(
            Measure.Kind.EXCLUSION,
            membership.community,
            membership.person,
            by=by,
            words=words,
            membership=membership,
            decided_at=at,
        )
        letters.of_measure(made)
    return made


def mark_seen(measure: Measure, *, by: Person) -> None:
    """Its page was opened by the person whom it concerns, so it waits for them no longer."""
    Measure.objects.filter(pk=measure.pk, person=by.pk, seen_at=None).update(seen_at=timezone.now())


# --- Inside the transactions of other verbs, which have asked who may ------------------------------------------------


def hide(thing: Thing, *, by: Person | None, words: str) -> Measure | None:
    """`by` is nobody when a report of personal data hides it at once. What is hidden already stays as it is."""
    if Measure.objects.hidings_of(thing.kind, thing.pk).filter(ended_at=None).exists():
        return None
    now = timezone.now()
    kind = registry.reportable(thing.kind)
    assert kind is not None
    made = _decide(
        Measure.Kind.HIDING,
        thing.community,
        thing.author,
        by=by,
        words=words,
        target_kind=thing.kind,
        target_id=thing.pk,
        is_at_once=by is None,
        decided_at=now,
        kept=kind.hide(thing.pk, now),
    )
    note("hide", "content_hidden", made, by=by, community=thing.community.pk, post=thing.pk, at_once=by is None)
    letters.of_measure(made)
    return made


def confirm(hiding: Measure, *, by: Person, words: str) -> None:
    """Somebody has looked at what a report hid at once, and it stays hidden. The days to appeal begin anew."""
    hiding.is_at_once, hiding.decided_by, hiding.decided_at = False, by, timezone.now()
    hiding.words, hiding.seen_at = clean_text(words).strip()[:LONGEST_WORDS], None
    hiding.save(update_fields=["is_at_once", "decided_by", "decided_at", "words", "seen_at"])
    Appeal.objects.waiting().filter(measure=hiding).update(against=by)
    note("hide", "content_hidden", hiding, by=by, community=hiding.community_id, post=hiding.target_id, at_once=False)
    letters.of_measure(hiding)


def show_again(hiding: Measure, *, by: Person) -> None:
    """Somebody has looked at what a report hid at once, and it may stand."""
    undo(hiding, by=by)
    Appeal.objects.waiting().filter(measure=hiding).update(decided_at=timezone.now(), outcome=Appeal.Outcome.NEEDLESS)
    letters.of_end(hiding)


def undo(measure: Measure, *, by: Person) -> None:
    measure.ended_at, measure.ended_by = timezone.now(), by
    measure.save(update_fields=["ended_at", "ended_by"])
    facts: dict[str, Any] = {"by": by, "community": measure.community_id, "person": measure.person_id}
    if measure.kind == Measure.Kind.HIDING and (kind := registry.reportable(measure.target_kind)):
        assert measure.target_id is not None
        kind.show(measure.target_id, measure.kept)
        note("restore", "content_restored", measure, **facts, post=measure.target_id)
    elif measure.kind == Measure.Kind.PAUSE:
        if measure.membership:
            resume_writing(measure.membership, by=by)
        note("resume", "writing_resumed", measure, **facts)
    else:
        note("take_back", "permission_changed", measure, **facts, kind=measure.kind)


def _decide(
    kind: str, community: Community, person: Person | None, *, by: Person | None, words: str, **more: object
) -> Measure:
    return Measure.objects.create(
        kind=kind,
        community=community,
        person=person,
        decided_by=by,
        words=clean_text(words).strip()[:LONGEST_WORDS],
        **more,
    )
