import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.models import Draft
from ognisko.discussions.tests.conftest import ASKER, MEMBER, OUTSIDER


@pytest.fixture
def address():
    return reverse("discussions:draft")


def test_a_draft_is_kept_given_back_and_thrown_away(thread, signed_in, address):
    client = signed_in(MEMBER)
    place = f"thread:{thread.pk}"

    kept = client.post(address, {"place": place, "text": "Zaczęte… <b>", "title": ""})
    given = client.get(address, {"place": place}).json()
    page = client.get(thread.get_absolute_url()).content.decode()
    thrown = client.delete(address, f"place={place}", content_type="application/x-www-form-urlencoded")

    assert (kept.status_code, given["text"], thrown.status_code) == (204, "Zaczęte… <b>", 204)
    assert "Zaczęte… &lt;b&gt;</textarea>" in page
    assert Draft.objects.exists() is False


def test_drafts_of_two_people_in_one_place_are_two(thread, signed_in, address):
    place = f"thread:{thread.pk}"
    for handle in (ASKER, MEMBER):
        signed_in(handle).post(address, {"place": place, "text": f"Pisze {handle}"})

    assert signed_in(ASKER).get(address, {"place": place}).json()["text"] == f"Pisze {ASKER}"
    assert signed_in(MEMBER).get(address, {"place": place}).json()["text"] == f"Pisze {MEMBER}"


def test_saving_again_replaces_and_saving_nothing_throws_away(world, thread):
    person, place = world.people[MEMBER], f"thread:{thread.pk}"
    actions.save_draft(place, by=person, text="pierwszy")
    actions.save_draft(place, by=person, text="drugi")
    assert Draft.objects.get().text == "drugi"

    actions.save_draft(place, by=person, text=" ")
    assert Draft.objects.exists() is False


@pytest.mark.parametrize(
    "place", ["", "thread:", "thread:x", "thread:-1", "thread:99999999", "thread:²", "spam:1", "edit:1"]
)
def test_a_place_that_is_not_there_takes_no_draft(world, signed_in, address, place):
    assert signed_in(MEMBER).post(address, {"place": place, "text": "Byle gdzie"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.save_draft(place, by=world.people[MEMBER], text="Byle gdzie")


def test_a_draft_of_an_edit_is_only_at_ones_own_post(thread, signed_in, address, say):
    post = say(MEMBER, "Moje.")

    assert signed_in(MEMBER).post(address, {"place": f"edit:{post.pk}", "text": "Zmiana"}).status_code == 204
    assert signed_in(OUTSIDER).post(address, {"place": f"edit:{post.pk}", "text": "Zmiana"}).status_code == 404
