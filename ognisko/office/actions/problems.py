"""Problems with accessibility: reported by anybody, answered by administrators while the clock of the law runs."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.office import letters
from ognisko.office.models import AccessibilityProblem, ProblemStep
from ognisko.office.models.problems import ANSWERED_WITHIN
from ognisko.office.permissions import can_keep_face

if TYPE_CHECKING:
    from ognisko.people.models import Person


class TooLate(Exception):
    """A later day than the law lets one set, or one before the day that stands."""


def report_problem(
    *,
    by: "Person | None",
    name: str,
    what: str,
    email: str = "",
    phone: str = "",
    page: str = "",
    preferred: str = "",
    language: str = "pl",
) -> AccessibilityProblem:
    """Anybody may; the seven days begin now, and both sides get a letter."""
    now = timezone.now()
    with transaction.atomic():
        problem = AccessibilityProblem.objects.create(
            person=by,
            name=name,
            email=email,
            phone=phone,
            page=page,
            what=what,
            preferred=preferred,
            language=language,
            received_at=now,
            due_at=now + ANSWERED_WITHIN,
        )
        log.record("office.report_problem", by=None, target=problem, already_told=True)
        letters.write_to_reporter("problem_received", problem)
        letters.write_of_problem("problem_new", problem)
    return problem


def answer_problem(problem: AccessibilityProblem, *, by: "Person", text: str) -> ProblemStep:
    with transaction.atomic():
        step = _step(problem, ProblemStep.Kind.ANSWERED, by, text)
        letters.write_to_reporter("problem_answered", problem, step)
    return step


def extend_problem(problem: AccessibilityProblem, *, by: "Person", until: date, reason: str) -> ProblemStep:
    """A later day, with the reason: at most two months after the report came."""
    end = timezone.make_aware(datetime.combine(until, time(23, 59)))
    with transaction.atomic():
        if not timezone.localtime(problem.due_at).date() < until <= problem.latest_day.date():
            raise TooLate
        step = _step(problem, ProblemStep.Kind.EXTENDED, by, reason)
        problem.due_at, problem.warned_at = end, None
        problem.save(update_fields=["due_at", "warned_at"])
        letters.write_to_reporter("problem_extended", problem, step)
    return step


def close_problem(problem: AccessibilityProblem, *, by: "Person", outcome: str, text: str) -> ProblemStep:
    """The end, with what was done."""
    with transaction.atomic():
        step = _step(problem, ProblemStep.Kind.CLOSED, by, text)
        problem.closed_at, problem.outcome = step.at, AccessibilityProblem.Outcome(outcome)
        problem.save(update_fields=["closed_at", "outcome"])
        letters.write_to_reporter("problem_closed", problem, step)
    return step


def warn_of_problems() -> None:
    """On the fifth day of seven, or two days before a later day that was set: once, to all administrators."""
    for problem in AccessibilityProblem.objects.unwarned().in_order():
        with transaction.atomic():
            if AccessibilityProblem.objects.unwarned().filter(pk=problem.pk).update(warned_at=timezone.now()):
                letters.write_of_problem("problem_due", problem)


def _step(problem: AccessibilityProblem, kind: ProblemStep.Kind, by: "Person", text: str) -> ProblemStep:
    """Of two who do something at the same moment the second finds it closed."""
    if not can_keep_face(by):
        raise PermissionDenied
    if not AccessibilityProblem.objects.select_for_update().open().filter(pk=problem.pk).exists():
        raise PermissionDenied
    step = ProblemStep.objects.create(problem=problem, kind=kind, by=by, text=text)
    log.record(f"office.problem_{kind}", by=by, target=problem, already_told=True)
    return step
