from typing import Any

from django.utils import timezone

from ognisko.mail.foot import stands_at_foot
from ognisko.office.models import AccessibilityStatement
from ognisko.office.permissions import can_keep_face
from ognisko.office.public_face import public_face
from ognisko.office.statements import needs_review
from ognisko.ui.parts import Part, shown_at


@shown_at("home:administration", order=10)
def review_of_statement(*, person: Any, **_inputs: object) -> Part | None:
    """A banner while the yearly review of the accessibility statement is overdue, or nothing has been published."""
    if not can_keep_face(person):
        return None
    statement = AccessibilityStatement.objects.newest()
    if statement is None:
        return Part("office/_no_statement.html")
    return Part("office/_review.html") if needs_review(statement, timezone.localdate()) else None


@stands_at_foot
def funding_in_words(language: str) -> str:
    """In letters the fund stands in words only, without its marks."""
    funding = public_face().funding
    return funding.sentence[language] if funding else ""
