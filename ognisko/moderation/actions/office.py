"""What nobody in a community has settled in time is brought to the office."""

from django.db import transaction
from django.utils import timezone

from ognisko.moderation import letters
from ognisko.moderation.actions.noting import office
from ognisko.moderation.models import Appeal, Report


def tell_the_office() -> None:
    """Run by the schedule: one letter to each administrator about each thing whose time in the community is over."""
    now = timezone.now()
    for report in Report.objects.waiting().for_the_office().filter(office_told_at=None).select_related("community"):
        with transaction.atomic():
            if Report.objects.filter(pk=report.pk, office_told_at=None).update(office_told_at=now):
                letters.of_report(report, office(report.author_id, report.reporter_id))
    for appeal in Appeal.objects.waiting().for_the_office().filter(office_told_at=None).select_related("measure"):
        with transaction.atomic():
            if Appeal.objects.filter(pk=appeal.pk, office_told_at=None).update(office_told_at=now):
                letters.of_appeal(appeal, office(appeal.person_id, appeal.against_id))
