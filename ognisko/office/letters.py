"""Letters of the office: to its administrators, and to who reported a problem with accessibility."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.mail.actions import write_letter
from ognisko.office.keepers import administrators
from ognisko.office.models import AccessibilityProblem, ProblemStep

SUBJECTS: dict[str, Promise] = {
    "problem_received": _("We have your report of a problem with accessibility"),
    "problem_answered": _("An answer to your report of a problem with accessibility"),
    "problem_extended": _("Your report of a problem with accessibility needs more time"),
    "problem_closed": _("What we did with your report of a problem with accessibility"),
    "problem_new": _("Somebody reports a problem with accessibility"),
    "problem_due": _("A report of a problem with accessibility must be answered"),
    "review_statement": _("The accessibility statement must be reviewed by 31 March"),
}


def write_to_reporter(word: str, problem: AccessibilityProblem, step: ProblemStep | None = None) -> None:
    """Nothing is written where only a phone number was given: the page of the report says so to who handles it."""
    if problem.email:
        write_letter(
            key=f"office.{word}:{problem.pk}:{step.pk if step else 0}",
            to=problem.email,
            subject=SUBJECTS[word],
            template=f"office/letters/{word}",
            context={"problem": problem, "step": step},
            language=problem.language,
        )


def write_to_administrators(word: str, *, key: str, link: str, **context: object) -> None:
    for person in administrators():
        write_letter(
            key=f"office.{word}:{key}:{person.pk}",
            to=person,
            subject=SUBJECTS[word],
            template=f"office/letters/{word}",
            context={"link": f"{settings.SITE_URL}{link}", **context},
        )


def write_of_problem(word: str, problem: AccessibilityProblem) -> None:
    key = f"{problem.pk}:{problem.due_at:%Y%m%d}"
    write_to_administrators(word, key=key, link=reverse("office:problem", args=[problem.pk]), problem=problem)
