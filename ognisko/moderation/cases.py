"""What waits, as a list shows it: one line for a thing, however many reported it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from ognisko.communities.models import Community
from ognisko.communities.pauses import last_day_before
from ognisko.moderation.models import Appeal, AppealQuerySet, Report, ReportQuerySet
from ognisko.moderation.permissions import name_shown_to

MOST = 200


class Case(NamedTuple):
    community: Community
    place: str
    pk: int
    what: str
    since: datetime
    until: date  # the last day
    number: int = 1  # of reports
    is_urgent: bool = False  # hidden already, so that somebody waits for it


def reports_waiting(reports: ReportQuerySet, *, to: Any) -> list[Case]:
    """`place` is empty where the office does not see the community."""
    cases: dict[tuple[str, int], Case] = {}
    for one in reports.waiting().select_related("community").oldest_first()[:MOST]:
        key = (one.kind, one.target_id)
        first = cases.get(key) or _case(one, to)
        is_urgent = first.is_urgent or one.reason == Report.Reason.PERSONAL_DATA
        cases[key] = first._replace(number=first.number + (key in cases), is_urgent=is_urgent)
    return sorted(cases.values(), key=lambda case: (not case.is_urgent, case.since))


def appeals_waiting(appeals: AppealQuerySet, *, to: Any) -> list[Case]:
    waiting = appeals.waiting().select_related("measure__community").oldest_first()
    return [_of_appeal(one, to) for one in waiting[:MOST]]


def _case(report: Report, to: Any) -> Case:
    return Case(
        community=report.community,
        place=name_shown_to(to, report.community),
        pk=report.pk,
        what=report.get_reason_display(),
        since=report.made_at,
        until=last_day_before(report.office_from),
    )


def _of_appeal(appeal: Appeal, to: Any) -> Case:
    measure = appeal.measure
    return Case(
        community=measure.community,
        place=name_shown_to(to, measure.community),
        pk=appeal.pk,
        what=measure.get_kind_display(),
        since=appeal.made_at,
        until=appeal.last_day,
    )
