"""A private warning, a pause of writing, an exclusion: each with its reason, told to the person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.communities import actions as communities
from ognisko.communities.models import Membership
from ognisko.communities.pauses import WritingPaused
from ognisko.discussions import actions as discussions
from ognisko.discussions.models import Thread
from ognisko.moderation import actions
from ognisko.moderation.models import Measure
from ognisko.moderation.tests.conftest import AUTHOR, COORDINATOR, DEPUTY, KEEPER, MEMBER, OUTSIDER


@pytest.fixture
def membership(community, people) -> Membership:
    return community.memberships.current().get(person=people[AUTHOR])


@pytest.fixture
def paused(membership, people) -> Measure:
    return actions.pause(membership, by=people[DEPUTY], days=3, words="Trzeci raz to samo.")


def test_a_warning_is_read_by_the_person_and_those_who_moderate(membership, signed_in, address, letters, reading):
    signed_in(DEPUTY).post(address("act", membership.pk), {"act": "warn", "words": "Proszę spokojniej."})

    measure = Measure.objects.get()
    assert letters(AUTHOR) == ["warning"]
    assert "Proszę spokojniej." in reading(AUTHOR, measure.get_absolute_url())
    assert "Proszę spokojniej." in reading(COORDINATOR, measure.get_absolute_url())
    for handle in (MEMBER, OUTSIDER, KEEPER):
        assert signed_in(handle).get(measure.get_absolute_url()).status_code == 404


def test_my_week_says_it_until_it_is_read(membership, people, reading):
    measure = actions.warn(membership.community, membership.person, by=people[DEPUTY], words="Proszę spokojniej.")

    assert "Rozstrzygnięcie o Tobie" in reading(AUTHOR, "/")
    reading(AUTHOR, measure.get_absolute_url())
    assert "Rozstrzygnięcie o Tobie" not in reading(AUTHOR, "/")


def test_every_door_that_writes_refuses_and_says_until_when(paused, thread, people, community):
    person = people[AUTHOR]

    for write in (
        lambda: discussions.reply(thread, by=person, text="Mimo to."),
        lambda: discussions.begin_thread(community, by=person, kind="question", title="Mimo to?", text="Tak."),
        lambda: discussions.edit_thread(first_of(person), by=person, title="Inaczej"),
        lambda: discussions.edit_post(first_of(person).posts.get(number=1), by=person, text="Inaczej."),
    ):
        with pytest.raises(WritingPaused) as refused:
            write()
        assert refused.value.words.replace("\xa0", " ").endswith("Ostatni dzień: 27 listopada 2026 r.")


def first_of(person) -> Thread:
    return Thread.objects.filter(author=person, community__external_id="eksperci").order_by("pk").first()


def test_reading_and_thanking_go_on_and_other_communities_do_not_know(paused, thread, people, world):
    discussions.thank(thread.posts.get(), by=people[AUTHOR])
    elsewhere = Membership.objects.current().filter(person=people[AUTHOR]).exclude(community=paused.community).first()
    if elsewhere:
        discussions.begin_thread(
            elsewhere.community, by=people[AUTHOR], kind="discussion", title="Gdzie indziej", text="Tak."
        )


def test_the_pages_say_until_when_instead_of_a_box(paused, thread, signed_in, reading, address):
    page = reading(AUTHOR, thread.get_absolute_url())
    assert 'id="reply"' not in page and "Ostatni dzień: 27 listopada 2026" in page
    assert f'href="{address("mine")}"' in page

    client = signed_in(AUTHOR)
    new = client.get(reverse("discussions:new", args=[thread.community.slug]))
    assert (new.status_code, "Ostatni dzień" in new.content.decode()) == (403, True)
    sent = client.post(reverse("discussions:reply", args=[thread.pk, thread.slug]), {"text": "Mimo to."})
    assert (sent.status_code, "Ostatni dzień" in sent.content.decode().replace("\xa0", " ")) == (403, True)


def test_a_pause_ends_by_itself(paused, thread, people, frozen):
    frozen.shift(timedelta(days=3, hours=8, minutes=1))

    assert discussions.reply(thread, by=people[AUTHOR], text="Już spokojnie.").number == 2
    paused.refresh_from_db()
    assert paused.is_in_force is False


def test_leaving_and_coming_back_does_not_end_it(paused, thread, people, community):
    communities.leave(community, by=people[AUTHOR])
    communities.join(community, by=people[AUTHOR])

    with pytest.raises(WritingPaused):
        discussions.reply(thread, by=people[AUTHOR], text="Jestem tu nowy.")

    actions.take_back(paused, by=people[COORDINATOR])
    discussions.reply(thread, by=people[AUTHOR], text="Dziękuję.")


def test_it_can_be_taken_back(paused, thread, signed_in, people, address, letters):
    signed_in(COORDINATOR).post(address("take_back", paused.pk))

    discussions.reply(thread, by=people[AUTHOR], text="Dziękuję.")
    assert letters(AUTHOR) == ["pause", "end"]
    assert list(Entry.objects.filter(event__startswith="writing").order_by("pk").values_list("event", flat=True)) == [
        "writing_paused",
        "writing_resumed",
    ]


@pytest.mark.parametrize("days", [0, 31, -1])
def test_a_pause_has_one_to_thirty_days(membership, people, days):
    with pytest.raises(PermissionDenied):
        actions.pause(membership, by=people[DEPUTY], days=days, words="Za długo.")


def test_the_form_says_what_is_missing(membership, signed_in, address):
    client = signed_in(DEPUTY)
    answer = client.post(address("act", membership.pk), {"act": "pause", "days": "", "words": "Bo tak."})
    assert (answer.status_code, "Napisz, na ile dni" in answer.content.decode().replace("\xa0", " ")) == (422, True)
    assert client.post(address("act", membership.pk), {"act": "pause", "days": "40", "words": "A"}).status_code == 422


def test_who_may(membership, people, community):
    leading = community.memberships.current().get(person=people[COORDINATOR])
    for by, whom in (
        (MEMBER, membership),
        (OUTSIDER, membership),
        (KEEPER, membership),
        (AUTHOR, membership),
        (DEPUTY, leading),
    ):
        with pytest.raises(PermissionDenied):
            actions.pause(whom, by=people[by], days=1, words="Nie wolno.")


# --- Exclusion --------------------------------------------------------------------------------------------------


def test_an_exclusion_becomes_a_decision_with_a_way_to_appeal(membership, people, worker, letters, reading):
    communities.exclude(membership, by=people[COORDINATOR], reason="Punkt 5 zasad, po dwóch upomnieniach.")
    worker()

    measure = Measure.objects.get()
    assert (measure.kind, measure.decided_by.handle, measure.person.handle) == ("exclusion", COORDINATOR, AUTHOR)
    assert letters(AUTHOR) == ["exclusion"]
    page = reading(AUTHOR, measure.get_absolute_url())
    assert "Punkt 5 zasad, po dwóch upomnieniach." in page and "Odwołaj się" in page
    assert Entry.objects.filter(event="excluded").count() == 1


def test_the_worker_may_come_twice(membership, people, worker):
    communities.exclude(membership, by=people[COORDINATOR], reason="Punkt 5.")
    worker()
    membership.refresh_from_db()
    actions.keep_exclusion(membership, by=people[COORDINATOR], words="Punkt 5.", at=membership.ended_at)
    assert Measure.objects.count() == 1
