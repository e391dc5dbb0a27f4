"""When two accounts become one, notices go over by their keys; the number in the masthead is counted anew."""

from ognisko.notifications.actions import count_anew
from ognisko.people.merging import Rule, on_merge
from ognisko.people.models import Person


def _last(keep: Person, double: Person, by: Person) -> None:
    count_anew([keep.pk])


on_merge(Rule(last=_last))
