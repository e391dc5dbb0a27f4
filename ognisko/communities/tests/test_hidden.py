"""A hidden community leaks no name, topic, address, member or count to whoever is not in it."""

import pytest
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Community, Membership
from ognisko.communities.tests.conftest import words

PAGES = ("show", "charter", "people", "request", "requests", "invite")
ACTS = ("join", "leave", "choose_part", "step_down", "take_up_coordination", "request", "charter", "invite")


@pytest.fixture
def hidden(world):
    return world.communities["zmiany-kadrowe"]


@pytest.fixture
def outsider(signed_in):
    return signed_in("ewa.kurowska")


def test_its_members_see_it(hidden, signed_in, address):
    assert signed_in("wiktor.halas").get(address(hidden)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_it_is_not_found(hidden, outsider, address, page):
    there, nowhere = outsider.get(address(hidden, page)), outsider.get(reverse(f"communities:{page}", args=["a" * 16]))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert hidden.name not in words(there)


@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_it_is_not_found(hidden, outsider, address, act):
    assert outsider.post(address(hidden, act)).status_code == 404


def test_acts_on_what_is_inside_are_not_found(hidden, outsider, world):
    inside = Membership.objects.current().get(community=hidden, person=world.people["robert.kuca"])
    request = hidden.join_requests.create(person=world.people["ewa.kurowska"])
    offer = actions.offer_role(inside, role="deputy", by=world.people["teresa.gawlik"])
    assert [
        outsider.post(reverse("communities:offer_role", args=[inside.pk]), {"role": "deputy"}).status_code,
        outsider.get(reverse("communities:exclude", args=[inside.pk])).status_code,
        outsider.post(reverse("communities:settle", args=[request.pk]), {"answer": "agree"}).status_code,
        outsider.post(reverse("communities:answer_role", args=[offer.pk]), {"answer": "accept"}).status_code,
        outsider.get(reverse("communities:left", args=[inside.pk])).status_code,
        outsider.post(reverse("communities:come_back", args=[inside.pk])).status_code,
    ] == [404] * 6


def test_the_directory_does_not_list_or_find_it(hidden, outsider):
    for query in ("", "?q=kadrow", "?mine=on", "?order=name", "?people=elsewhere", f"?after={hidden.pk}"):
        content = outsider.get(reverse("communities:directory") + query).content.decode()
        assert hidden.slug not in content and hidden.name not in content


def test_the_directory_is_the_same_with_it_and_without_it(hidden, outsider):
    with_it = outsider.get(reverse("communities:directory"))
    hidden.delete()
    without_it = outsider.get(reverse("communities:directory"))
    assert words(with_it) == words(without_it)


def test_the_page_of_a_member_does_not_name_it(hidden, outsider, signed_in, world):
    page = reverse("people:show", args=[world.people["wiktor.halas"].pk])
    assert hidden.name not in words(outsider.get(page))
    assert hidden.name in words(signed_in("robert.kuca").get(page))


def test_its_name_is_free_for_others(hidden, outsider, world):
    typed = {
        "name": hidden.name, "topic": "Pomagamy.", "rhythm": "monthly", "area": "other", "language": "pl",
        "visibility": "everyone", "entry": "open",
    }  # fmt: skip
    response = outsider.post(reverse("communities:create"), typed)
    created = Community.objects.exclude(pk=hidden.pk).get(name=hidden.name)
    assert response.url == created.get_absolute_url()
    assert not created.slug.endswith("-2")


def test_its_address_says_nothing_of_its_name(hidden):
    assert len(hidden.slug) == 16
    assert set(hidden.slug) <= set("0123456789abcdef")


def test_a_community_of_chosen_organisations_reserves_no_name_either(found, world):
    first = found(
        "marek.olszak", "Rejestr umów", visibility="organisations", organisations=[world.organisations["mrl"]]
    )
    second = found("dawid.mroz", "Rejestr umów")
    assert second.slug == "rejestr-umow"
    assert first.slug.startswith("rejestr-umow-")


def test_one_that_becomes_hidden_leaves_its_address(found, world):
    community = found("ewa.kurowska", "Rejestr umów")
    actions.change_charter(community, by=world.people["ewa.kurowska"], visibility="members")
    assert len(community.slug) == 16
    assert found("dawid.mroz", "Rejestr umów").slug == "rejestr-umow"


def test_who_left_it_sees_it_no_more_but_may_come_back(hidden, signed_in, address, world):
    client = signed_in("wiktor.halas")
    left = client.post(address(hidden, "leave"))
    assert client.get(address(hidden)).status_code == 404
    assert words(client.get(left.url)).count(hidden.name) == 1
    client.post(reverse("communities:come_back", args=[left.url.strip("/").split("/")[-1]]))
    assert client.get(address(hidden)).status_code == 200
