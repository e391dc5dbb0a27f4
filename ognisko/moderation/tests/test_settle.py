"""Who moderates looks and settles; the author never; the office when it is public or nobody acts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ognisko.audit.models import Entry
from ognisko.discussions import actions as discussions
from ognisko.moderation import actions
from ognisko.moderation.models import Measure, Report
from ognisko.moderation.tests.conftest import AUTHOR, COORDINATOR, DEPUTY, KEEPER, MEMBER, OUTSIDER
from ognisko.people.actions import give_role


def test_a_coordinator_hides_with_one_press_and_all_hear_of_it(made, signed_in, address, letters, reading):
    client = signed_in(COORDINATOR)
    page = reading(COORDINATOR, address("settle", made.pk))
    assert "Wanda Pustelnik" in page and "Nie o to pytano." in page

    answer = client.post(
        address("settle", made.pk), {"outcome": "hidden", "act": "", "words": "Punkt 3 zasad.", "answer": "Dziękujemy."}
    )

    assert answer.headers["Location"] == address("queue", made.community.slug)
    measure = Measure.objects.get()
    assert (measure.decided_by.handle, measure.words, measure.is_in_force) == (COORDINATOR, "Punkt 3 zasad.", True)
    assert (letters(AUTHOR), letters(OUTSIDER)) == (["hiding"], ["report_settled"])
    assert sorted(Entry.objects.values_list("event", flat=True).filter(event__in=IN_LOG)) == sorted(IN_LOG)
    assert "Rozpatrzone: wpis jest ukryty." in reading(COORDINATOR, address("settle", made.pk))


IN_LOG = ["reported", "content_hidden", "report_closed"]


def test_a_post_and_its_author_are_settled_together(made, signed_in, address, people, letters):
    signed_in(DEPUTY).post(
        address("settle", made.pk),
        {"outcome": "hidden", "act": "pause", "days": "5", "words": "Trzeci raz w tym tygodniu."},
    )

    assert sorted(Measure.objects.values_list("kind", flat=True)) == ["hiding", "pause"]
    assert sorted(letters(AUTHOR)) == ["hiding", "pause"]


def test_hiding_without_a_reason_comes_back(made, signed_in, address):
    answer = signed_in(COORDINATOR).post(address("settle", made.pk), {"outcome": "hidden", "answer": "Dziękujemy."})

    page = answer.content.decode()
    assert (answer.status_code, "Dziękujemy." in page) == (422, True)
    assert Measure.objects.exists() is False


def test_all_who_reported_the_same_are_answered_at_once(made, post, people, letters):
    actions.report("post", post.pk, by=people[MEMBER], reason="insult")

    settled = actions.settle(made, by=people[COORDINATOR], outcome="left", answer="Może zostać.")

    assert len(settled) == 2
    assert (letters(OUTSIDER), letters(MEMBER)) == (["report_settled"], ["report_settled"])
    assert letters(COORDINATOR) == ["report"]


def test_a_settled_report_is_settled_once(made, signed_in, address):
    for outcome in ("left", "hidden"):
        signed_in(COORDINATOR).post(address("settle", made.pk), {"outcome": outcome, "words": "Zasady."})

    assert (Report.objects.get().outcome, Measure.objects.exists()) == ("left", False)


def test_letting_it_stand_shows_what_was_hidden_at_once(post, people, letters):
    made = actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")

    actions.settle(made, by=people[DEPUTY], outcome="left")

    post.refresh_from_db()
    assert post.hidden_at is None
    assert letters(AUTHOR) == ["hiding_at_once", "end"]


def test_what_was_hidden_at_once_stays_hidden_by_somebodys_decision(post, people, letters):
    made = actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")

    actions.settle(made, by=people[DEPUTY], outcome="hidden", words="Adres prywatny.")

    measure = Measure.objects.get()
    assert (measure.is_at_once, measure.decided_by.handle, measure.words) == (False, DEPUTY, "Adres prywatny.")
    assert letters(AUTHOR) == ["hiding_at_once"] + ["hiding"] * (letters(AUTHOR).count("hiding"))
    assert letters(AUTHOR)[-1] == "hiding"


# --- Who may ----------------------------------------------------------------------------------------------------


def test_members_and_outsiders_settle_nothing(made, people, signed_in, address):
    for handle in (MEMBER, OUTSIDER, AUTHOR, KEEPER):
        assert signed_in(handle).get(address("settle", made.pk)).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.settle(made, by=people[handle], outcome="left")


def test_a_coordinator_never_settles_a_report_about_themself(thread, people, signed_in, address, reading):
    own = discussions.reply(thread, by=people[COORDINATOR], text="Moim zdaniem to oczywiste.")
    made = actions.report("post", own.pk, by=people[MEMBER], reason="insult")

    assert signed_in(COORDINATOR).get(address("settle", made.pk)).status_code == 404
    assert "obraża" not in reading(COORDINATOR, address("queue", made.community.slug))
    assert "obraża" not in reading(COORDINATOR, "/")
    with pytest.raises(PermissionDenied):
        actions.settle(made, by=people[COORDINATOR], outcome="left")
    actions.settle(made, by=people[DEPUTY], outcome="left")


def test_about_a_coordinator_the_office_hears_at_once(thread, people, letters):
    own = discussions.reply(thread, by=people[COORDINATOR], text="Moim zdaniem to oczywiste.")

    made = actions.report("post", own.pk, by=people[MEMBER], reason="insult")

    assert (letters(KEEPER), letters(COORDINATOR), letters(DEPUTY)) == (["report"], [], ["report"])
    actions.settle(made, by=people[KEEPER], outcome="hidden", words="Nie tak.")


def test_after_two_working_days_the_office_steps_in(made, people, letters, frozen, reading, address):
    actions.tell_the_office()
    assert letters(KEEPER) == []
    assert made.office_from - made.made_at < timedelta(days=3)

    frozen.shift(timedelta(days=2, hours=9))
    actions.tell_the_office()
    actions.tell_the_office()

    assert letters(KEEPER) == ["report"]
    assert "Niezgodne z zasadami wspólnoty" in reading(KEEPER, address("office"))
    actions.settle(made, by=people[KEEPER], outcome="left")


def test_in_a_public_community_the_office_may_from_the_start(world, people, letters):
    community = world.communities["konferencje"]
    writer = community.memberships.current().filter(role="member").order_by("pk").first().person
    post = discussions.reply(
        community.threads.filter(closed_at=None).order_by("pk").first(), by=writer, text="Reklama szkoleń."
    )

    actions.report("post", post.pk, by=people[OUTSIDER], reason="advertising")

    assert letters(KEEPER) == ["report"]


# --- What is hidden stays hidden --------------------------------------------------------------------------------


@pytest.fixture
def secret(world, people):
    """A report in a community that only its members know of."""
    community = world.communities["zmiany-kadrowe"]
    thread = community.threads.filter(closed_at=None).order_by("pk").first()
    post = discussions.reply(thread, by=people["wiktor.halas"], text="To zostaje między nami.")
    return actions.report("post", post.pk, by=people["malgorzata.pilch"], reason="secrecy")


def test_reports_of_a_hidden_community_leak_to_nobody(secret, people, signed_in, reading, address):
    for handle in (COORDINATOR, MEMBER, OUTSIDER):
        assert signed_in(handle).get(address("settle", secret.pk)).status_code == 404
        assert signed_in(handle).get(address("queue", secret.community.slug)).status_code == 404
        assert "między nami" not in reading(handle, "/")
    office = reading("ewa.kurowska", "/")
    assert secret.community.name not in office


def test_the_office_judges_it_in_time_without_learning_where_it_lies(world, secret, people, frozen, reading, address):
    keeper = people["dawid.mroz"]
    give_role(keeper, kind="administrator", by=None)
    name = secret.community.name
    assert "nie znasz" not in reading(keeper.handle, address("office"))
    frozen.shift(timedelta(days=2, hours=9))

    page, case = reading(keeper.handle, address("office")), reading(keeper.handle, address("settle", secret.pk))

    assert [name in page, name in case, secret.community.slug in page + case] == [False, False, False]
    assert "To zostaje między nami." in case
    assert Entry.objects.filter(event="person_read", actor_id=keeper.pk).count() == 1
