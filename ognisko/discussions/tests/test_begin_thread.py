import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.discussions import actions
from ognisko.discussions.models import Draft, ReadPosition, Tag, Thread
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OBSERVER, OUTSIDER

FORM = {
    "kind": "question",
    "title": "Ile trwa odbiór?",
    "text": "Mam **zwykłą** umowę.",
    "tags": "protokół, Nowe słowo",
}


@pytest.fixture
def address(world):
    return reverse("discussions:new", args=[world.communities["eksperci"].slug])


def test_a_member_begins_a_thread_and_lands_in_it(world, signed_in, address):
    before = world.communities["eksperci"].thread_count

    answer = signed_in(ASKER).post(address, FORM)

    thread = Thread.objects.get(title="Ile trwa odbiór?")
    assert answer.url == thread.get_absolute_url()
    assert thread.posts.get().html == "<p>Mam <strong>zwykłą</strong> umowę.</p>\n"
    assert (thread.post_count, thread.author, thread.last_author) == (1, world.people[ASKER], world.people[ASKER])
    assert sorted(thread.tags.values_list("name", "thread_count")) == [("Nowe słowo", 1), ("protokół", 1)]
    thread.community.refresh_from_db()
    assert thread.community.thread_count == before + 1
    assert thread.community.last_activity_at == thread.last_post_at


def test_the_event_knows_the_unit_and_nothing_of_the_text(world, thread):
    event = Event.objects.get(verb="discussions.begin_thread", target_id=thread.pk)

    assert (event.actor, event.unit_id) == (world.people[ASKER], world.people[ASKER].unit_id)
    assert event.facts == {"thread": thread.pk, "kind": "question", "mentions": []}
    assert event.told_at is None


def test_the_post_keeps_the_unit_of_its_time(world, thread):
    assert thread.posts.get().author_unit == world.people[ASKER].unit


def test_ones_own_thread_is_read(world, thread):
    assert ReadPosition.objects.get(thread=thread).person == world.people[ASKER]


def test_a_form_sent_twice_begins_one_thread(world, signed_in, address):
    client = signed_in(ASKER)

    first, second = client.post(address, FORM), client.post(address, FORM)

    assert first.url == second.url
    assert Thread.objects.filter(title=FORM["title"]).count() == 1


def test_the_same_question_a_day_later_is_another_one(world, frozen):
    begin = {"by": world.people[ASKER], "kind": "question", "title": "Znowu to samo?", "text": "Tak."}
    first = actions.begin_thread(world.communities["eksperci"], **begin)
    frozen.shift(3600)

    assert actions.begin_thread(world.communities["eksperci"], **begin) != first


@pytest.mark.parametrize("handle", [OBSERVER, OUTSIDER])
def test_whoever_does_not_write_here_begins_nothing(world, signed_in, address, handle):
    answer = signed_in(handle).post(address, FORM)

    assert answer.status_code == 403
    assert Thread.objects.filter(title=FORM["title"]).exists() is False
    with pytest.raises(PermissionDenied):
        actions.begin_thread(world.communities["eksperci"], by=world.people[handle], **{**FORM, "tags": []})


def test_an_announcement_is_for_those_who_coordinate(world, signed_in, address):
    refused = signed_in(MEMBER).post(address, {**FORM, "kind": "announcement"})
    taken = signed_in(DEPUTY).post(address, {**FORM, "kind": "announcement"})

    assert refused.status_code == 422
    assert taken.status_code == 302
    with pytest.raises(PermissionDenied):
        actions.begin_thread(
            world.communities["eksperci"],
            by=world.people[MEMBER],
            kind="announcement",
            title="Nabór",
            text="Do piątku.",
        )


def test_what_was_typed_comes_back_with_errors_at_the_fields(signed_in, address):
    answer = signed_in(ASKER).post(
        address, {**FORM, "title": " ", "text": "Długo pisany <tekst>", "tags": "a,b,c,d,e,f"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="field-error"') == 2
    assert "Długo pisany &lt;tekst&gt;" in page
    assert 'value="a,b,c,d,e,f"' in page


@pytest.mark.parametrize(
    ("field", "value"), [("title", "x" * 201), ("text", "x" * 60_001), ("text", " \n\t"), ("tags", "?!")]
)
def test_too_much_and_nothing_are_refused_in_words(signed_in, address, field, value):
    answer = signed_in(ASKER).post(address, {**FORM, field: value})

    assert answer.status_code == 422
    assert answer.content.decode().count('class="field-error"') == 1


def test_no_door_lets_an_empty_text_in(world):
    with pytest.raises(ValidationError):
        actions.begin_thread(
            world.communities["eksperci"], by=world.people[ASKER], kind="question", title="?", text=" "
        )


def test_the_kind_of_the_address_is_chosen_and_a_draft_is_back(world, signed_in, address):
    client = signed_in(ASKER)
    place = f"community:{world.communities['eksperci'].pk}"
    actions.save_draft(place, by=world.people[ASKER], title="Zaczęty tytuł", text="Zaczęty tekst")

    page = client.get(f"{address}?rodzaj=doswiadczenie").content.decode()
    client.post(address, FORM)

    assert re.findall(r'value="(\w+)"[^>]*checked', page) == ["experience"]
    assert "Zaczęty tytuł" in page
    assert "Zaczęty tekst" in page
    assert Draft.objects.filter(place=place).exists() is False


def test_a_new_tag_belongs_to_its_community_alone(world, signed_in, address):
    signed_in(ASKER).post(address, FORM)

    assert Tag.objects.get(slug="nowe-slowo").community == world.communities["eksperci"]


def test_beginning_takes_a_moment_of_its_own(world):
    with time_machine.travel("2026-11-24T09:30:00+01:00", tick=False):
        thread = actions.begin_thread(
            world.communities["eksperci"], by=world.people[ASKER], kind="discussion", title="Rano", text="Dzień dobry."
        )

    assert thread.begun_at.isoformat() == "2026-11-24T08:30:00+00:00"
