"""The person whom a measure concerns asks that another person looks at it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.communities.actions import annul_exclusion
from ognisko.moderation import deadlines, letters
from ognisko.moderation.actions.measures import undo
from ognisko.moderation.actions.noting import must, note, office, people
from ognisko.moderation.models import Appeal, Measure, Report
from ognisko.moderation.permissions import can_appeal, can_decide, others_who_judge
from ognisko.people.models import Person
from ognisko.text.clean import clean_text

LONGEST_WORDS = 4_000


def appeal(measure: Measure, *, by: Person, words: str) -> Appeal:
    """Once, within the days that there are. It goes to somebody else here; when there is nobody else, to the office."""
    must(can_appeal(by, measure))
    words = clean_text(words).strip()[:LONGEST_WORDS]
    if not words:
        raise ValidationError(_("Write why."), code="empty")
    with transaction.atomic():
        measure = Measure.objects.select_for_update(of=("self",)).select_related("community").get(pk=measure.pk)
        must(can_appeal(by, measure))
        now = timezone.now()
        others = others_who_judge(measure.community, by.pk, measure.decided_by_id)
        made = Appeal.objects.create(
            measure=measure,
            person=by,
            against=measure.decided_by,
            words=words,
            made_at=now,
            decide_by=deadlines.decide_by(now),
            office_from=deadlines.decide_by(now) if others else now,
            office_told_at=None if others else now,
        )
        note("appeal", "appealed", made, by=by, community=measure.community_id, measure=measure.pk)
        letters.of_appeal(made, people(others) if others else office(by.pk, measure.decided_by_id))
    return made


def decide_appeal(appeal: Appeal, *, by: Person, outcome: str, answer: str) -> Appeal:
    """Granted: the measure is undone. Upheld: it stands, and what was only hidden at once is decided thereby."""
    must(can_decide(by, appeal) and bool(answer.strip()))
    with transaction.atomic():
        appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
        measure = Measure.objects.select_for_update(of=("self",)).select_related("community").get(pk=appeal.measure_id)
        appeal.measure = measure
        must(can_decide(by, appeal))
        if not appeal.is_waiting:
            return appeal
        appeal.decided_at, appeal.decided_by, appeal.outcome = timezone.now(), by, Appeal.Outcome(outcome)
        appeal.answer = clean_text(answer).strip()[:LONGEST_WORDS]
        appeal.save(update_fields=["decided_at", "decided_by", "outcome", "answer"])
        is_granted = appeal.outcome == Appeal.Outcome.GRANTED
        _settle_what_waited(measure, by=by, is_granted=is_granted)
        if is_granted and measure.ended_at is None:
            undo(measure, by=by)
            if measure.kind == Measure.Kind.EXCLUSION and measure.membership:
                annul_exclusion(measure.membership, by=by)
        note("decide_appeal", "appeal_decided", appeal, by=by, community=measure.community_id, outcome=appeal.outcome)
        letters.of_decision(appeal)
    return appeal


def _settle_what_waited(measure: Measure, *, by: Person, is_granted: bool) -> None:
    """Reports about something hidden at once are answered by the same decision."""
    if measure.kind != Measure.Kind.HIDING or not measure.is_at_once:
        return
    if not is_granted:
        measure.is_at_once = False
        measure.save(update_fields=["is_at_once"])
    assert measure.target_id is not None
    outcome = Report.Outcome.LEFT if is_granted else Report.Outcome.HIDDEN
    for one in Report.objects.about(measure.target_kind, measure.target_id).waiting():
        one.settled_at, one.settled_by, one.outcome = timezone.now(), by, outcome
        one.save(update_fields=["settled_at", "settled_by", "outcome"])
        note("settle", "report_closed", one, by=by, community=one.community_id, outcome=one.outcome)
        letters.to_reporter(one)
