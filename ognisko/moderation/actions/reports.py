"""Somebody reports; whoever moderates looks and settles, once for all who reported the same thing."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from ognisko.communities.actions.joining import lock
from ognisko.moderation import letters, registry
from ognisko.moderation.actions.measures import confirm, hide, show_again
from ognisko.moderation.actions.noting import must, note, office, people, person_or_none
from ognisko.moderation.deadlines import office_steps_in
from ognisko.moderation.models import Measure, Report
from ognisko.moderation.permissions import can_settle, others_who_judge
from ognisko.moderation.registry import Thing
from ognisko.people.models import Person
from ognisko.text.clean import clean_text

LONGEST_WORDS = 2_000


def report(kind: str, pk: int, *, by: Any, reason: str, words: str = "", digest: str = "") -> Report:
    """By anybody who sees the thing, a visitor too (with the digest of the secret that opens its state); also by its
    author. Personal data hides it at once, until a person has looked. The same person's second report adds nothing."""
    thing = registry.seen(kind, by, pk)
    must(thing is not None)
    assert thing is not None
    reporter = person_or_none(by)
    with transaction.atomic():
        lock(thing.community)  # two reports of one moment hide a thing once
        if reporter and (made := Report.objects.about(kind, pk).waiting().filter(reporter=reporter).first()):
            return made
        now = timezone.now()
        made = Report.objects.create(
            community=thing.community,
            kind=kind,
            target_id=pk,
            author=thing.author,
            reporter=reporter,
            digest=digest,
            reason=Report.Reason(reason),
            words=clean_text(words).strip()[:LONGEST_WORDS],
            made_at=now,
            office_from=now if _is_for_the_office(thing) else office_steps_in(now),
        )
        note("report", "reported", made, by=reporter, community=thing.community.pk, reason=made.reason, post=pk)
        if made.reason == Report.Reason.PERSONAL_DATA and not _is_cleared(thing):
            hide(thing, by=None, words="")
        _tell_who_judges(made, thing)
    return made


def settle(report: Report, *, by: Person, outcome: str, words: str = "", answer: str = "") -> list[Report]:
    """Hide the thing, or leave it. `words` go to its author, `answer` to those who reported. Gives those settled."""
    must(can_settle(by, report))
    with transaction.atomic():
        lock(report.community)
        waiting = Report.objects.select_for_update().about(report.kind, report.target_id).waiting()
        settled = list(waiting.filter(community=report.community_id).order_by("pk"))
        if not settled:
            return []
        now, is_hidden = timezone.now(), outcome == Report.Outcome.HIDDEN
        thing = registry.look(report.kind, report.target_id)
        hiding = Measure.objects.hidings_of(report.kind, report.target_id).filter(ended_at=None).first()
        if is_hidden:
            _hide_or_confirm(thing, hiding, by=by, words=words)
        elif hiding and hiding.is_at_once:
            show_again(hiding, by=by)
        for one in settled:
            one.settled_at, one.settled_by, one.outcome = now, by, Report.Outcome(outcome)
            one.answer = clean_text(answer).strip()[:LONGEST_WORDS]
            one.save(update_fields=["settled_at", "settled_by", "outcome", "answer"])
            note("settle", "report_closed", one, by=by, community=one.community_id, outcome=one.outcome)
            letters.to_reporter(one)
    report.refresh_from_db()
    return settled


def _hide_or_confirm(thing: Thing | None, hiding: Measure | None, *, by: Person, words: str) -> None:
    if hiding is None and thing is not None:
        hide(thing, by=by, words=words)
    elif hiding is not None and hiding.is_at_once:
        confirm(hiding, by=by, words=words)


def _is_for_the_office(thing: Thing) -> bool:
    """At once where everybody reads it, or where nobody but its author could judge it."""
    return thing.community.is_public or not others_who_judge(thing.community, thing.author.pk) or _leads(thing)


def _leads(thing: Thing) -> bool:
    leading = thing.community.memberships.coordinating()
    return leading.filter(person=thing.author, role="coordinator").exists()


def _is_cleared(thing: Thing) -> bool:
    """A person has looked since the text last changed, and let it stand: no report hides it at once again."""
    since = thing.changed_at
    shown = Measure.objects.hidings_of(thing.kind, thing.pk).filter(ended_at__gte=since)
    left = Report.objects.about(thing.kind, thing.pk).filter(outcome=Report.Outcome.LEFT, settled_at__gte=since)
    return shown.exists() or left.exists()


def _tell_who_judges(made: Report, thing: Thing) -> None:
    """One letter for a thing, not for each who reports it."""
    before = Report.objects.about(made.kind, made.target_id).waiting().exclude(pk=made.pk)
    if before.exists():
        return
    here = people(others_who_judge(thing.community, thing.author.pk, made.reporter_id))
    letters.of_report(made, here)
    if made.office_from <= made.made_at:
        told = {person.pk for person in here}
        letters.of_report(made, [one for one in office(thing.author.pk, made.reporter_id) if one.pk not in told])
        Report.objects.filter(pk=made.pk).update(office_told_at=made.made_at)
