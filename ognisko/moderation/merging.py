"""When two accounts of one person become one, nobody may come out as the judge of themself: the judge is left out."""

from django.db.models import Q

from ognisko.moderation.models import Appeal, Measure, Report
from ognisko.people.merging import Rule, on_merge
from ognisko.people.models import Person


def _first(keep: Person, double: Person, by: Person) -> None:
    both = [keep.pk, double.pk]
    Report.objects.filter(author__in=both, settled_by__in=both).update(settled_by=None)
    Measure.objects.filter(person__in=both, decided_by__in=both).update(decided_by=None)
    judged = Q(against__in=both) | Q(person__in=both)
    Appeal.objects.filter(judged, decided_by__in=both).update(decided_by=None)
    for made in Report.objects.waiting().filter(reporter=double):
        if Report.objects.about(made.kind, made.target_id).waiting().filter(reporter=keep).exists():
            made.delete()


on_merge(Rule(first=_first))
