import re
from html import unescape

import pytest
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Community
from ognisko.communities.tests.conftest import headings, words

PAGE = reverse("communities:directory")


@pytest.fixture
def names():
    """The names that a page lists, in their order."""
    return lambda response: headings(response, 3)


def test_ones_own_stand_first(signed_in, world, names):
    response = signed_in("wiktor.halas").get(PAGE)
    mine = [
        c.name
        for c in Community.objects.filter(memberships__person=world.people["wiktor.halas"], memberships__ended_at=None)
    ]
    assert headings(response, 2)[:2] == ["Twoje", "Pozostałe"]
    assert sorted(names(response)[: len(mine)]) == sorted(mine)


def test_the_others_come_as_they_were_active_lately(signed_in, world, names):
    response = signed_in("wiktor.halas").get(PAGE)
    visible = Community.objects.visible_to(world.people["wiktor.halas"])
    others = visible.exclude(memberships__person=world.people["wiktor.halas"], memberships__ended_at=None)
    expected = [community.name for community in others.order_by("-last_activity_at", "-pk")]
    assert names(response)[-len(expected) :] == expected


def test_by_name_they_come_in_polish_order(found, signed_in, world, names):
    for name in ("Łąki", "Ćwiczenia", "Zebrania", "Cło", "Lasy"):
        found("ewa.kurowska", f"Próba: {name}")
    response = signed_in("wiktor.halas").get(PAGE, {"q": "próba", "order": "name"})
    assert names(response) == [f"Próba: {name}" for name in ("Cło", "Ćwiczenia", "Lasy", "Łąki", "Zebrania")]


@pytest.mark.parametrize("q", ["skarg", "SKARGI petycje", "prostym jezykiem", "piszących"])
def test_words_are_found_in_name_and_topic_without_regard_to_marks(signed_in, found, names, q):
    found("ewa.kurowska", "Skargi i petycje językiem prostym", topic="Pomagamy piszącym i piszących uczymy.")
    assert "Skargi i petycje językiem prostym" in names(signed_in("wiktor.halas").get(PAGE, {"q": q}))


def test_a_per_cent_sign_is_only_a_sign(signed_in, found, names):
    found("ewa.kurowska", "Zniżki 50%")
    client = signed_in("wiktor.halas")
    assert names(client.get(PAGE, {"q": "50%"})) == ["Zniżki 50%"]
    assert names(client.get(PAGE, {"q": "_niżki"})) == []


def test_filters_narrow_and_stand_in_the_address(signed_in, found, names):
    found("ewa.kurowska", "Pierwsza", area="law", rhythm="weekly", entry="on_request")
    found("ewa.kurowska", "Druga", area="law", rhythm="quarterly")
    client = signed_in("wiktor.halas")
    assert names(client.get(PAGE, {"area": "law", "rhythm": "weekly"})) == ["Pierwsza"]
    assert sorted(names(client.get(PAGE, {"area": "law", "rhythm": ["weekly", "quarterly"]}))) == ["Druga", "Pierwsza"]
    assert names(client.get(PAGE, {"entry": "on_request"})) == ["Pierwsza"]
    content = client.get(PAGE, {"area": "law", "q": "x"}).content.decode()
    assert 'value="law" id="filter-area-3" checked' in content and 'value="x"' in content


@pytest.mark.parametrize(
    "query", ["?area=nope", "?rhythm=%00", "?order=; DROP", "?after=abc", "?after=99999999999999999999"]
)
def test_a_wrong_value_filters_nothing(signed_in, names, query):
    client = signed_in("wiktor.halas")
    assert names(client.get(PAGE + query)) == names(client.get(PAGE))


def test_only_mine(signed_in, names, world):
    listed = names(signed_in("wiktor.halas").get(PAGE, {"mine": "on"}))
    assert listed and len(listed) == world.people["wiktor.halas"].memberships.current().count()


def test_people_from_my_office_or_from_elsewhere(signed_in, found, names, world):
    found("ewa.kurowska", "Tylko ministerstwo")
    dawid = next(p for p in world.people.values() if p.organisation and p.organisation.external_id == "umj")
    client = signed_in(dawid.handle)
    assert names(client.get(PAGE, {"q": "tylko", "people": "organisation"})) == []
    assert names(client.get(PAGE, {"q": "tylko", "people": "elsewhere"})) == ["Tylko ministerstwo"]
    actions.join(Community.objects.get(name="Tylko ministerstwo"), by=dawid)
    assert names(client.get(PAGE, {"q": "tylko", "people": "unit"})) == ["Tylko ministerstwo"]


def test_nothing_found_says_what_to_do(signed_in):
    assert "Żadna wspólnota nie spełnia wszystkich warunków." in words(
        signed_in("wiktor.halas").get(PAGE, {"q": "qqq"})
    )


def test_a_long_directory_is_turned_page_by_page(signed_in, world, names):
    """Every community once, in one order, also past the end of a page."""
    many = [
        Community(name=f"Sto lat {n:03}", slug=f"sto-lat-{n}", topic="x", sort_key=f"{n:03}", folded_text="sto lat")
        for n in range(45)
    ]
    Community.objects.bulk_create(many)
    client, seen, query = signed_in("wiktor.halas"), [], "?q=sto+lat&order=name"
    while query:
        response = client.get(PAGE + query)
        seen += names(response)
        query = later_of(response)
    assert seen == [f"Sto lat {n:03}" for n in range(45)]


def later_of(response):
    link = re.search(r'rel="next" href="[^"?]*(\?[^"]*)"', response.content.decode())
    return unescape(link[1]) if link else ""


def test_a_visitor_sees_the_public_ones_only(visitor, names, world):
    assert names(visitor.get(PAGE)) == [world.communities["konferencje"].name]


def test_a_visitor_gets_no_figure_with_few_people_behind_it(visitor, found, world):
    community = found("ewa.kurowska", "Mała jawna", visibility="public")
    for handle in ("dawid.mroz", "robert.kuca", "wiktor.halas"):
        actions.join(community, by=world.people[handle])
    assert "4 osoby" not in words(visitor.get(PAGE, {"q": "mała"}))
    actions.join(community, by=world.people["teresa.gawlik"])
    assert "5 osób" in words(visitor.get(PAGE, {"q": "mała"}))


def test_who_invites_is_said_where_the_community_can_be_seen(found, signed_in, world):
    community = found("ewa.kurowska", "Po zaproszeniu", entry="by_invitation")
    actions.invite(community, by=world.people["ewa.kurowska"], addresses=world.people["dawid.mroz"].email, purpose="x")
    assert "zaproszenie od: Ewa Kurowska" in words(signed_in("dawid.mroz").get(PAGE, {"q": "po zaproszeniu"}))


def test_htmx_gets_the_list_alone(signed_in):
    response = signed_in("wiktor.halas").get(PAGE, headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="found">')


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(found, signed_in, django_assert_num_queries, count):
    for number in range(count):
        found("ewa.kurowska", f"Licznik {number}")
    client = signed_in("dawid.mroz")
    with django_assert_num_queries(7):  # session, person, roles, mine, the others, figures, invitations
        assert len(headings(client.get(PAGE, {"q": "licznik"}), 3)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_for_a_visitor(found, visitor, django_assert_num_queries, count):
    for number in range(count):
        found("ewa.kurowska", f"Licznik {number}", visibility="public")
    with django_assert_num_queries(2):  # communities, figures
        assert len(headings(visitor.get(PAGE, {"q": "licznik"}), 3)) == count
