"""A person who goes leaves no name in what moderation keeps; time empties the rest."""

from datetime import timedelta

from django.utils import timezone

from ognisko.moderation import actions, personal_data
from ognisko.moderation.merging import _first
from ognisko.moderation.models import Appeal, Measure, Report
from ognisko.moderation.tests.conftest import AUTHOR, COORDINATOR, DEPUTY, OUTSIDER


def test_everything_that_names_a_person_is_declared():
    declared = {held.model: set(held.people) for held in personal_data.HELD}
    assert declared == {
        Report: {"reporter", "author", "settled_by"},
        Measure: {"person", "decided_by", "ended_by"},
        Appeal: {"person", "against", "decided_by"},
    }


def test_what_is_hidden_stays_hidden_however_old(hidden, people, frozen):
    warning = actions.warn(hidden.community, people[AUTHOR], by=people[DEPUTY], words="Spokojniej.")
    before = timezone.now() + timedelta(days=1)

    assert list(personal_data.old_measures(before)) == [warning]


def test_two_accounts_of_one_person_never_judge_each_other(hidden, people):

    _first(people[AUTHOR], people[COORDINATOR], people[OUTSIDER])

    hidden.refresh_from_db()
    assert (hidden.decided_by, Report.objects.get().settled_by) == (None, None)
