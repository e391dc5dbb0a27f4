"""Anybody who reads a post can report it; nobody learns who did."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from ognisko.activity.models import Event
from ognisko.audit.models import Entry
from ognisko.communities.models import Membership
from ognisko.discussions import actions as discussions
from ognisko.mail.models import Letter
from ognisko.moderation import actions
from ognisko.moderation.models import Measure, Report
from ognisko.moderation.tests.conftest import (
    AUTHOR,
    COORDINATOR,
    DEPUTY,
    MEMBER,
    OUTSIDER,
)


def test_under_each_post_there_is_a_link_for_it(post, reading, address):
    page = reading(OUTSIDER, post.thread.get_absolute_url())

    assert f'href="{address("report", "post", post.pk)}"' in page


def test_a_person_reports_and_reads_what_came_of_it(post, people, signed_in, address, reading):
    client = signed_in(OUTSIDER)
    form = client.get(address("report", "post", post.pk)).content.decode()
    assert "Wanda Pustelnik" in form and "Zgłoś wpis" in form

    answer = client.post(address("report", "post", post.pk), {"reason": "rules", "words": "Nie o to pytano."})

    assert answer.headers["Location"] == address("mine")
    assert "Czeka, aż ktoś to sprawdzi." in reading(OUTSIDER, address("mine"))
    made = Report.objects.get()
    assert (made.reporter, made.author, made.reason) == (people[OUTSIDER], people[AUTHOR], "rules")

    actions.settle(made, by=people[COORDINATOR], outcome="left", answer="To jednak na temat.")

    mine = reading(OUTSIDER, address("mine"))
    assert "wpis zostaje bez zmian" in mine and "To jednak na temat." in mine
    assert people[COORDINATOR].name not in mine


def test_a_reason_has_to_be_given_and_what_was_typed_stays(post, signed_in, address):
    answer = signed_in(OUTSIDER).post(address("report", "post", post.pk), {"words": "Popatrzcie na to."})

    assert answer.status_code == 422
    assert "Popatrzcie na to." in answer.content.decode()
    assert Report.objects.exists() is False


def test_ones_own_post_can_be_reported_too(post, signed_in, address):
    signed_in(AUTHOR).post(address("report", "post", post.pk), {"reason": "personal_data"})

    assert Report.objects.get().reporter.handle == AUTHOR
    post.refresh_from_db()
    assert post.hidden_at is not None


def test_the_second_report_of_the_same_person_adds_nothing(post, people, signed_in, address):
    for words in ("Raz.", "Dwa."):
        signed_in(OUTSIDER).post(address("report", "post", post.pk), {"reason": "rules", "words": words})

    assert [one.words for one in Report.objects.all()] == ["Raz."]


def test_personal_data_hide_the_post_at_once(post, people, signed_in, address, reading, letters):
    signed_in(OUTSIDER).post(address("report", "post", post.pk), {"reason": "personal_data"})

    page = reading(MEMBER, post.thread.get_absolute_url())
    assert "Wanda Pustelnik" not in page and "Ten wpis ukryto w ramach moderacji." in page
    own = reading(AUTHOR, post.thread.get_absolute_url())
    assert "Wanda Pustelnik" in own and "zgłosił" not in own
    assert letters(AUTHOR) == ["hiding_at_once"]
    assert letters(COORDINATOR) == letters(DEPUTY) == ["report"]
    assert Measure.objects.get().decided_by is None


def test_other_reasons_wait_for_a_person(made, reading):
    assert "Wanda Pustelnik" in reading(MEMBER, f"/wpisy/{made.target_id}/")


def test_what_somebody_looked_at_and_let_stand_is_not_hidden_by_the_next_report(post, people):
    first = actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")
    actions.settle(first, by=people[DEPUTY], outcome="left")

    actions.report("post", post.pk, by=people[MEMBER], reason="personal_data")
    post.refresh_from_db()
    assert post.hidden_at is None


def test_after_a_change_of_the_text_it_is(post, people, frozen):
    first = actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")
    actions.settle(first, by=people[DEPUTY], outcome="left")
    frozen.shift(60)
    discussions.edit_post(post, by=people[AUTHOR], text="Pani Wanda Pustelnik, ulica Długa 5.")

    actions.report("post", post.pk, by=people[MEMBER], reason="personal_data")

    post.refresh_from_db()
    assert post.hidden_at is not None


def test_nobody_is_told_who_reported(post, people, signed_in, address, reading, letters):
    signed_in(OUTSIDER).post(
        address("report", "post", post.pk), {"reason": "personal_data", "words": "Jest tu nazwisko."}
    )
    made = Report.objects.get()
    measure = Measure.objects.get()

    pages = [
        reading(AUTHOR, measure.get_absolute_url()),
        reading(AUTHOR, address("mine")),
        reading(COORDINATOR, address("settle", made.pk)),
        reading(COORDINATOR, address("queue", made.community.slug)),
    ]

    name = people[OUTSIDER].name
    assert [name in page for page in pages] == [False] * 4
    assert [name in letter.text for letter in Letter.objects.filter(key__startswith="moderation.")] == [False] * 3


# --- Visitors ---------------------------------------------------------------------------------------------------


@pytest.fixture
def public_post(world, people):
    community = world.communities["konferencje"]
    thread = community.threads.filter(closed_at=None).order_by("pk").first()
    writer = Membership.objects.current().filter(community=community, role="member").order_by("pk").first().person
    return discussions.reply(thread, by=writer, text="Zapytajcie Wandę Pustelnik z ulicy Długiej.")


def test_a_visitor_of_a_public_thread_reports_and_keeps_an_address(public_post, client, address):
    answer = client.post(address("report", "post", public_post.pk), {"reason": "personal_data"}, follow=True)

    page = answer.content.decode()
    assert "Zachowaj adres tej strony" in page.replace("\xa0", " ")
    public_post.refresh_from_db()
    assert public_post.hidden_at is not None
    made = Report.objects.get()
    secret = re.search(r"/stan/([^/]+)/", answer.redirect_chain[-1][0])[1]
    assert (made.reporter, secret in made.digest, len(made.digest)) == (None, False, 64)


def test_a_visitor_learns_nothing_of_what_they_do_not_see(post, client, address):
    assert client.get(address("report", "post", post.pk)).status_code == 302
    assert client.post(address("report", "post", post.pk), {"reason": "personal_data"}).status_code == 302
    assert Report.objects.exists() is False


def test_reports_are_throttled(public_post, world, frozen, address):
    visitor = Client()
    statuses = [
        visitor.post(address("report", "post", public_post.pk), {"reason": "rules"}).status_code for _ in range(5)
    ]
    assert statuses == [302, 302, 302, 302, 429]


# --- What the verb and the database hold to -------------------------------------------------------------------------


def test_who_does_not_see_the_post_cannot_report_it(world, people):
    hidden = world.communities["zmiany-kadrowe"].threads.first().posts.first()

    with pytest.raises(PermissionDenied):
        actions.report("post", hidden.pk, by=people[OUTSIDER], reason="rules")


def test_a_thing_of_no_kind_is_not_there(people, signed_in, address):
    assert signed_in(MEMBER).get(address("report", "dragon", 1)).status_code == 404


def test_a_report_is_an_event_and_an_entry_of_the_log_without_words(made):
    event = Event.objects.get(verb="moderation.report")
    entry = Entry.objects.get(event="reported")
    assert (event.actor.handle, entry.actor_id) == (OUTSIDER, event.actor_id)
    assert "Nie o to" not in f"{event.facts}{entry.facts}"


def test_the_database_itself_keeps_the_author_from_settling(made, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=made.pk).update(
            settled_by=people[AUTHOR], settled_at=made.made_at, outcome=Report.Outcome.LEFT
        )
