"""Who may judge what. Nobody judges themself, and an appeal goes to another person than the one who decided."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import ABILITIES, Ability, can_read, has_ability, roles_of
from ognisko.moderation.deadlines import appeal_until
from ognisko.moderation.models import Appeal, AppealQuerySet, Measure, Report, ReportQuerySet

OFFICE = "administrator"


def moderates(person: Any, community: Community) -> bool:
    return has_ability(person, community, Ability.MODERATE)


def moderated_by(person: Any) -> list[int]:
    """Ids of the communities that the person moderates."""
    return [pk for pk, role in roles_of(person).items() if Ability.MODERATE in ABILITIES[role]]


def is_office(person: Any) -> bool:
    return bool(person.is_authenticated and person.has_duty(OFFICE))


def can_settle(person: Any, report: Report) -> bool:
    if not person.is_authenticated or report.author_id == person.pk:
        return False
    return moderates(person, report.community) or (is_office(person) and report.office_from <= timezone.now())


def can_decide(person: Any, appeal: Appeal) -> bool:
    """Not who appeals, not who decided before."""
    if not person.is_authenticated or person.pk in (appeal.person_id, appeal.against_id, appeal.measure.decided_by_id):
        return False
    if moderates(person, appeal.measure.community):
        return True
    return is_office(person) and appeal.office_from <= timezone.now()


def can_end(person: Any, measure: Measure) -> bool:
    """Take back, by oneself, what was decided: whoever moderates, or the office what the office decided."""
    if not person.is_authenticated or measure.person_id == person.pk or not measure.is_in_force:
        return False
    if measure.kind == Measure.Kind.EXCLUSION:
        return False  # only an appeal undoes it
    return moderates(person, measure.community) or (is_office(person) and measure.decided_by_id == person.pk)


def can_act_on(person: Any, community: Community, whom: int, report: Report | None = None) -> bool:
    """Warn, or pause their writing. A coordinator is judged by the office, and by it only within a report."""
    if not person.is_authenticated or person.pk == whom:
        return False
    if report is not None and is_office(person) and can_settle(person, report):
        return True
    here = Membership.objects.current().filter(community=community, person=whom)
    is_coordinator = here.filter(role=Membership.Role.COORDINATOR).exists()
    return moderates(person, community) and not is_coordinator


def can_appeal(person: Any, measure: Measure) -> bool:
    return (
        person.is_authenticated
        and measure.person_id == person.pk
        and measure.is_in_force
        and timezone.now() < appeal_until(measure.decided_at)
        and not Appeal.objects.filter(measure=measure).exists()
    )


def reports_for(person: Any) -> ReportQuerySet:
    """Those that the person may settle now, or might have: never one about themself."""
    mine = Q(community__in=moderated_by(person))
    if is_office(person):
        mine |= Q(office_from__lte=timezone.now())
    return Report.objects.filter(mine).exclude(author=person.pk)


def appeals_for(person: Any) -> AppealQuerySet:
    mine = Q(measure__community__in=moderated_by(person))
    if is_office(person):
        mine |= Q(office_from__lte=timezone.now())
    others = ~Q(person=person.pk) & ~Q(against=person.pk) & ~Q(measure__decided_by=person.pk)
    return Appeal.objects.filter(mine & others)


def others_who_judge(community: Community, *but: int | None) -> list[int]:
    """People of the community who may judge there, without those named."""
    able = [role for role, abilities in ABILITIES.items() if Ability.MODERATE in abilities]
    here = Membership.objects.current().filter(community=community, role__in=able, person__is_active=True)
    return list(here.exclude(person__in=[pk for pk in but if pk]).values_list("person", flat=True))


def name_shown_to(person: Any, community: Community) -> str:
    """The office judges what lies in a hidden community without learning which one it is."""
    return community.name if can_read(person, community) else ""
