import re
from itertools import pairwise

import pytest
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.tests.conftest import headings, main_of, words


@pytest.fixture
def conferences(world):
    return world.communities["konferencje"]


def test_the_topic_is_the_headline_with_its_hinges(conferences, visitor, address):
    content = visitor.get(address(conferences)).content.decode()
    assert '<p class="topic headline">' in content and "<i>Pomagamy</i>" in content


def test_a_member_asks(conferences, signed_in, address):
    content = signed_in("ewa.kurowska").get(address(conferences)).content.decode()
    assert f'href="{reverse("discussions:new", args=[conferences.slug])}?kind=question"' in content


def test_one_filled_button_for_each(conferences, signed_in, visitor, address, world):
    outsider = next(p for p in world.people.values() if p.email and not p.memberships.filter(community=conferences))
    for client in (visitor, signed_in("ewa.kurowska"), signed_in(outsider.handle)):
        assert main_of(client.get(address(conferences))).count('class="button"') == 1


def test_who_coordinates_is_named_to_who_is_signed_in_and_to_no_visitor(conferences, signed_in, visitor, address):
    assert "Koordynacja: Ewa Kurowska" in words(signed_in("teresa.gawlik").get(address(conferences)))
    page = words(visitor.get(address(conferences)))
    assert "Koordynacja" not in page and "Może pomóc" not in page


def test_the_charter_stands_on_the_page(conferences, visitor, address):
    page = visitor.get(address(conferences))
    text = words(page)
    for line in (*conferences.covers, *conferences.does_not_cover, *conferences.questions):
        assert line.split(":")[0][:20] in text
    assert {"Dla kogo i o czym", "Zasady"} <= set(headings(page, 2))


def test_people_say_what_they_can_help_with_without_titles(conferences, signed_in, address, world):
    page = words(signed_in("ewa.kurowska").get(address(conferences)))
    assert "Może pomóc:" in page
    functions = {p.function for p in world.people.values() if p.function and len(p.function) > 6}
    assert [function for function in functions if function in page] == []


def test_a_stranger_has_no_part_of_their_own(conferences, signed_in, address, found):
    community = found("ewa.kurowska")
    assert "Twój udział" not in headings(signed_in("robert.kuca").get(address(community)), 2)
    assert "Twój udział" in headings(signed_in("ewa.kurowska").get(address(community)), 2)


def test_headings_go_down_one_level_at_a_time(conferences, signed_in, address):
    content = signed_in("ewa.kurowska").get(address(conferences)).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", content)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(found, signed_in, world, address, django_assert_num_queries, count):
    community = found("ewa.kurowska")
    for handle in ("dawid.mroz", "robert.kuca", "wiktor.halas")[:count]:
        actions.join(community, by=world.people[handle])
    client = signed_in("ewa.kurowska")
    # Session, person, community, roles, people, role offers, figures; three of conversations.
    with django_assert_num_queries(10):
        client.get(address(community))


@pytest.mark.parametrize("count", [1, 3])
def test_the_people_page_asks_as_often_for_one_as_for_three(
    found, signed_in, world, address, django_assert_num_queries, count
):
    community = found("ewa.kurowska")
    for handle in ("dawid.mroz", "robert.kuca", "wiktor.halas")[:count]:
        actions.join(community, by=world.people[handle])
    client = signed_in("ewa.kurowska")
    with django_assert_num_queries(6):  # session, person, community, people, roles, offers
        client.get(address(community, "people"), {"roles": 1})


def test_people_stand_in_the_order_of_surnames(conferences, signed_in, address, world):
    content = signed_in("ewa.kurowska").get(address(conferences, "people")).content.decode()
    listed = re.findall(r"<b><a href=\"/osoby/(\d+)/\">", content)
    members = [m.person for m in conferences.memberships.current().select_related("person")]
    assert [int(pk) for pk in listed] == [p.pk for p in sorted(members, key=lambda p: (p.sort_key, p.pk))]


def test_a_person_here_is_found_by_name(conferences, signed_in, address):
    page = words(signed_in("ewa.kurowska").get(address(conferences, "people"), {"q": "mroz"}))
    assert "Dawid Mróz" in page and "Hanna Jastrząb" not in page


def test_who_stands_in_no_directory_is_seen_by_members_only(found, signed_in, world, address):
    community, hidden = found("ewa.kurowska"), world.people["robert.kuca"]
    actions.join(community, by=hidden)
    hidden.is_listed = False
    hidden.save()
    assert hidden.name in words(signed_in("ewa.kurowska").get(address(community, "people")))
    assert hidden.name not in words(signed_in("dawid.mroz").get(address(community, "people")))


def test_both_languages_have_their_address(conferences, signed_in):
    client = signed_in("ewa.kurowska")
    polish, english = client.get(f"/wspolnoty/{conferences.slug}/"), client.get(f"/en/communities/{conferences.slug}/")
    assert (polish.status_code, english.status_code) == (200, 200)


def test_the_page_speaks_english_too(conferences, signed_in, address, world):
    person = world.people["ewa.kurowska"]
    person.language = "en"
    person.save()
    page = words(signed_in("ewa.kurowska").get(address(conferences)))
    assert "Community of practice" in page and "Your role here: coordinator." in page
