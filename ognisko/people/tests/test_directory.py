import re

import pytest
from django.urls import reverse

from ognisko.people import actions, take_in
from ognisko.people.directory import PAGE

NAME = re.compile(r'<h2 class="entry-title"><a href="[^"]+">([^<]+)</a></h2>')


def names(response):
    return NAME.findall(response.content.decode())


def directory(client, **filters):
    return client.get(reverse("people:directory"), filters)


def test_people_stand_in_the_order_of_polish_surnames(signed_in):
    shown = names(directory(signed_in("ewa.kurowska")))

    surnames = [name.split()[-1] for name in shown]
    assert surnames[:4] == ["Bednarz", "Brzoza", "Cichoń", "Czubak"]
    assert surnames[-2:] == ["Wrona", "Żelazny"]
    assert len(shown) == 36


@pytest.mark.parametrize("typed", ["Szczygieł", "szczygiel", "PAWEŁ szcz", "  pawel   Szczy "])
def test_a_name_is_found_without_regard_to_marks_case_and_spaces(signed_in, typed):
    assert names(directory(signed_in("ewa.kurowska"), q=typed)) == ["Paweł Szczygieł"]


def test_signs_of_the_database_are_only_letters(signed_in):
    assert names(directory(signed_in("ewa.kurowska"), q="%")) == []
    assert names(directory(signed_in("ewa.kurowska"), q="_")) == []


def test_the_people_of_an_organisation(signed_in, world):
    shown = names(directory(signed_in("ewa.kurowska"), organisation=world.organisations["kbr"].pk))

    of_office = world.organisations["kbr"].people.filter(is_listed=True).order_by("sort_key")
    assert shown == [person.name for person in of_office]


def test_a_unit_stands_for_all_below_it(signed_in, world):
    shown = names(
        directory(signed_in("ewa.kurowska"), organisation=world.organisations["mrl"].pk, unit=world.units["mrl-dp"].pk)
    )

    assert set(world.units["mrl-dp-m"].people.values_list("name", flat=True)) < set(shown)
    expected = world.units["mrl-dp"].people.all() | world.units["mrl-dp-m"].people.all()
    assert sorted(shown) == sorted(person.name for person in expected)


@pytest.mark.parametrize("wrong", ["x", "999999", "-1", "²", "9" * 30, "1; drop"])
def test_a_wrong_filter_filters_nothing(signed_in, wrong):
    assert len(names(directory(signed_in("ewa.kurowska"), organisation=wrong, unit=wrong, after=wrong))) == 36


def test_nobody_found_says_what_to_do(signed_in):
    page = directory(signed_in("ewa.kurowska"), q="Nikt Taki").content.decode()

    assert "Nikt nie pasuje do tych filtrów." in page
    assert "Pokaż wszystkich" in page


def test_imported_authors_and_closed_accounts_stand_nowhere(signed_in, world):
    take_in.write_author(external_id="elsewhere:1", name="Autorka Zewnętrzna")
    closed = actions.register_person(email="z@umj.example", name="Zamknięta Osoba")
    closed.is_active = False
    closed.save()

    assert len(names(directory(signed_in("ewa.kurowska")))) == 36
    assert names(directory(signed_in("ewa.kurowska"), q="osoba")) == []


def test_a_visitor_is_asked_to_sign_in(client):
    response = directory(client)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_pages_follow_one_another_without_gap_and_back(signed_in, world):
    take = [f"Osoba Numer{number:03}" for number in range(100)]
    for number, name in enumerate(take):
        actions.register_person(email=f"n{number}@umj.example", name=name)
    client, seen = signed_in("ewa.kurowska"), []
    response = directory(client)
    while True:
        seen += names(response)
        later = re.search(r'rel="next" href="([^"]+)"', response.content.decode())
        if not later:
            break
        response = client.get(later[1].replace("&amp;", "&"))

    assert len(seen) == len(set(seen)) == 136
    earlier = re.search(r'rel="prev" href="([^"]+)"', response.content.decode())
    assert names(client.get(earlier[1].replace("&amp;", "&"))) == seen[136 - 136 % PAGE - PAGE : 136 - 136 % PAGE]


@pytest.mark.parametrize(("typed", "how_many"), [("kurowska", 1), ("kota", 0), ("ka", 3)])
def test_the_number_of_queries_does_not_grow(signed_in, django_assert_num_queries, typed, how_many):
    client = signed_in("ewa.kurowska")
    directory(client, q=typed)

    with django_assert_num_queries(4):  # session, person, organisations, the page
        shown = names(directory(client, q=typed))
    assert len(shown) == how_many or (how_many == 3 and len(shown) >= 3)


def test_htmx_gets_the_list_alone(signed_in):
    response = signed_in("ewa.kurowska").get(reverse("people:directory"), {"q": "maj"}, HTTP_HX_REQUEST="true")

    assert response.content.decode().lstrip().startswith('<div id="people">')
