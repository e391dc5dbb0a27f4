"""Against each decision there is an appeal, and another person decides it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ognisko.audit.models import Entry
from ognisko.communities import actions as communities
from ognisko.communities.permissions import can_join
from ognisko.discussions import actions as discussions
from ognisko.moderation import actions
from ognisko.moderation.models import Appeal, Measure, Report
from ognisko.moderation.tests.conftest import AUTHOR, COORDINATOR, DEPUTY, KEEPER, MEMBER, OUTSIDER


@pytest.fixture
def appealed(hidden, people) -> Appeal:
    return actions.appeal(hidden, by=people[AUTHOR], words="Odpowiadam na pytanie, więc jest na temat.")


def test_the_whole_way(hidden, signed_in, address, people, letters, reading):
    author = signed_in(AUTHOR)
    author.post(address("appeal", hidden.pk), {"words": "Odpowiadam na pytanie."})

    made = Appeal.objects.get()
    assert (letters(DEPUTY)[-1], "appeal" in letters(COORDINATOR), letters(KEEPER)) == ("appeal", False, [])
    assert "Odpowiadam na pytanie." in reading(DEPUTY, address("decide", made.pk))

    signed_in(DEPUTY).post(address("decide", made.pk), {"outcome": "granted", "answer": "Racja, to na temat."})

    assert "Wanda Pustelnik" in reading(MEMBER, f"/wpisy/{hidden.target_id}/")
    assert (letters(AUTHOR)[-1], letters(COORDINATOR)[-1]) == ("appeal_decided", "appeal_against_you_decided")
    assert "Racja, to na temat." in reading(AUTHOR, hidden.get_absolute_url())
    assert sorted(Entry.objects.filter(event__startswith="appeal").values_list("event", flat=True)) == [
        "appeal_decided",
        "appealed",
    ]


def test_upheld_it_stays(appealed, post, people, reading):
    actions.decide_appeal(appealed, by=people[DEPUTY], outcome="upheld", answer="Nazwisko nie jest potrzebne.")

    assert "Wanda Pustelnik" not in reading(MEMBER, post.thread.get_absolute_url())


def test_who_decided_does_not_decide_again(appealed, people, signed_in, address, reading):
    for handle in (COORDINATOR, AUTHOR, MEMBER, OUTSIDER, KEEPER):
        assert signed_in(handle).get(address("decide", appealed.pk)).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.decide_appeal(appealed, by=people[handle], outcome="upheld", answer="Nie.")
    assert "Odwołanie:" not in reading(COORDINATOR, address("queue", appealed.measure.community.slug))


def test_the_database_itself_refuses_the_same_person(appealed, people):
    for handle in (COORDINATOR, AUTHOR):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=appealed.pk).update(
                decided_by=people[handle], decided_at=appealed.made_at, outcome=Appeal.Outcome.UPHELD
            )


def test_the_database_itself_lets_nobody_judge_themself(hidden, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=hidden.pk).update(decided_by=people[AUTHOR])


def test_where_nobody_else_is_the_office_decides(hidden, community, people, letters, reading, address):
    communities.step_down(community, by=people[DEPUTY])

    made = actions.appeal(hidden, by=people[AUTHOR], words="Proszę spojrzeć jeszcze raz.")

    assert letters(KEEPER) == ["appeal"]
    assert "Odwołanie: ukryty wpis" in reading(KEEPER, address("office"))
    actions.decide_appeal(made, by=people[KEEPER], outcome="granted", answer="Wraca.")


def test_after_the_deadline_the_office_may_too(appealed, people, letters, frozen):
    frozen.shift(timedelta(days=8))
    actions.tell_the_office()

    assert letters(KEEPER) == ["appeal"]
    actions.decide_appeal(appealed, by=people[KEEPER], outcome="upheld", answer="Zasady są jasne.")


def test_fourteen_days_and_once(hidden, people, frozen, signed_in, address, reading):
    frozen.shift(timedelta(days=15))
    assert "Nie zgadzasz się?" not in reading(AUTHOR, hidden.get_absolute_url())
    assert signed_in(AUTHOR).post(address("appeal", hidden.pk), {"words": "Za późno."}).status_code == 403

    frozen.shift(timedelta(days=-2))
    actions.appeal(hidden, by=people[AUTHOR], words="W porę.")
    with pytest.raises(PermissionDenied):
        actions.appeal(hidden, by=people[AUTHOR], words="Jeszcze raz.")


def test_nobody_appeals_for_another(hidden, people, signed_in, address):
    assert signed_in(MEMBER).post(address("appeal", hidden.pk), {"words": "Ja za niego."}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.appeal(hidden, by=people[MEMBER], words="Ja za niego.")


def test_an_appeal_without_words_comes_back(hidden, signed_in, address):
    answer = signed_in(AUTHOR).post(address("appeal", hidden.pk), {"words": "  "})
    assert (answer.status_code, Appeal.objects.exists()) == (422, False)


def test_what_was_hidden_at_once_can_be_appealed_and_the_decision_settles_the_report(post, people, letters):
    actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")
    measure = Measure.objects.get()
    made = actions.appeal(measure, by=people[AUTHOR], words="To osoba publiczna.")

    actions.decide_appeal(made, by=people[COORDINATOR], outcome="granted", answer="Zgoda.")

    post.refresh_from_db()
    assert (post.hidden_at, Report.objects.get().outcome) == (None, "left")
    assert letters(OUTSIDER) == ["report_settled"]


def test_who_confirms_what_was_hidden_at_once_does_not_decide_the_appeal(post, people):
    report = actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")
    made = actions.appeal(Measure.objects.get(), by=people[AUTHOR], words="To osoba publiczna.")
    actions.settle(report, by=people[COORDINATOR], outcome="hidden", words="Adres prywatny.")

    made.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.decide_appeal(made, by=people[COORDINATOR], outcome="upheld", answer="Nie.")
    actions.decide_appeal(made, by=people[DEPUTY], outcome="upheld", answer="Adres jest prywatny.")


def test_a_granted_appeal_ends_a_pause_and_a_warning(community, people, thread):
    membership = community.memberships.current().get(person=people[AUTHOR])
    pause = actions.pause(membership, by=people[COORDINATOR], days=10, words="Za ostro.")
    warning = actions.warn(community, people[AUTHOR], by=people[COORDINATOR], words="Za ostro.")
    for measure in (pause, warning):
        made = actions.appeal(measure, by=people[AUTHOR], words="Nie było ostro.")
        actions.decide_appeal(made, by=people[DEPUTY], outcome="granted", answer="Zgoda.")

    discussions.reply(thread, by=people[AUTHOR], text="Dziękuję.")
    assert [Measure.objects.get(pk=one.pk).is_in_force for one in (pause, warning)] == [False, False]


def test_after_a_granted_appeal_the_excluded_come_back_by_their_own_act(community, people, worker):
    membership = community.memberships.current().get(person=people[AUTHOR])
    communities.exclude(membership, by=people[COORDINATOR], reason="Punkt 5.")
    worker()
    assert can_join(people[AUTHOR], community) is False
    made = actions.appeal(Measure.objects.get(), by=people[AUTHOR], words="To była pomyłka.")

    actions.decide_appeal(made, by=people[DEPUTY], outcome="granted", answer="Pomyłka.")

    assert community.memberships.current().filter(person=people[AUTHOR]).exists() is False
    assert can_join(people[AUTHOR], community) is True
    communities.join(community, by=people[AUTHOR])


def test_taking_it_back_makes_the_appeal_needless(appealed, people):
    actions.take_back(appealed.measure, by=people[COORDINATOR])

    appealed.refresh_from_db()
    assert (appealed.outcome, appealed.decided_by) == ("needless", None)
