"""What the schedule does for the office: the yearly review of the accessibility statement (A11Y-06)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from ognisko.office import letters
from ognisko.office.models import AccessibilityStatement

DAYS_OF_MARCH = (1, 15, 31)


def remind_of_review() -> None:
    """On 1, 15 and 31 March, while this year's review has not been made; a day that was slept through is caught up.

    The key of the letter holds year and reminder, so each comes once however often this runs.
    """
    today = timezone.localdate()
    statement = AccessibilityStatement.objects.newest()
    if today.month != 3 or statement is None or statement.reviewed_on >= date(today.year, 1, 1):
        return
    reached = max(day for day in DAYS_OF_MARCH if day <= today.day)
    link = reverse("office:statement")
    letters.write_to_administrators("review_statement", key=f"{today.year}:{reached}", link=link, statement=statement)
