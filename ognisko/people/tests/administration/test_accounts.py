import csv
import io
import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.people import actions, take_in
from ognisko.people.directory import PAGE
from ognisko.people.imports.guessing import PEOPLE, guess
from ognisko.people.imports.people import Columns
from ognisko.people.imports.table import decode, parse_table
from ognisko.people.models import InstallationRole, Person

NAME = re.compile(r'<h2 class="entry-title"><a href="[^"]+">([^<]+)</a></h2>')


def names(response):
    return NAME.findall(response.content.decode())


def accounts(client, **filters):
    return client.get(reverse("people:accounts"), filters)


def test_everybody_stands_in_the_list_authors_and_closed_accounts_too(as_keeper, world):
    take_in.write_author(external_id="elsewhere:1", name="Autorka Zewnętrzna")
    Person.objects.filter(handle="urszula.maj").update(is_active=False)

    assert names(accounts(as_keeper, state="authors")) == ["Autorka Zewnętrzna"]
    assert names(accounts(as_keeper, state="closed")) == ["Urszula Maj"]
    assert names(accounts(as_keeper, state="duties")) == ["Ewa Kurowska"]
    assert len(names(accounts(as_keeper, state="never"))) == 35 - 1
    assert len(names(accounts(as_keeper))) == 37


def test_a_person_is_found_by_name_by_whole_address_and_by_unit(as_keeper, world):
    unit = world.units["mrl-dp"]
    shown = names(accounts(as_keeper, organisation=unit.organisation_id, unit=unit.pk))

    assert names(accounts(as_keeper, q="szczyg")) == ["Paweł Szczygieł"]
    assert names(accounts(as_keeper, q="ADAM.CICHON@umj.example")) == ["Adam Cichoń"]
    assert names(accounts(as_keeper, q="adam.cichon@")) == []
    expected = unit.people.all() | world.units["mrl-dp-m"].people.all()
    assert sorted(shown) == sorted(person.name for person in expected)


@pytest.mark.parametrize("wrong", ["x", "999999", "-1", "²", "9" * 30, "1; drop"])
def test_a_wrong_filter_filters_nothing(as_keeper, wrong):
    assert len(names(accounts(as_keeper, organisation=wrong, unit=wrong, state=wrong, after=wrong))) == 36


def test_the_list_shows_no_address(as_keeper, keeper):
    page = accounts(as_keeper).content.decode()

    assert re.findall(r"[\w.]+@[\w.]+", page) == []


@pytest.mark.parametrize(("typed", "how_many"), [("kurowska", 1), ("kota", 0), ("ka", 3)])
def test_the_number_of_queries_does_not_grow(as_keeper, django_assert_num_queries, typed, how_many):
    accounts(as_keeper, q=typed)

    with django_assert_num_queries(6 if how_many else 5):  # session, person, duties, organisations, page, accounts
        shown = names(accounts(as_keeper, q=typed))
    assert len(shown) >= how_many


def test_pages_follow_one_another_without_gap(as_keeper):
    for number in range(100):
        actions.register_person(email=f"n{number}@umj.example", name=f"Osoba Numer{number:03}")
    seen, response = [], accounts(as_keeper)
    while True:
        seen += names(response)
        later = re.search(r'rel="next" href="([^"]+)"', response.content.decode())
        if not later:
            break
        response = as_keeper.get(later[1].replace("&amp;", "&"))

    assert len(seen) == len(set(seen)) == 136
    assert len(seen[:PAGE]) == PAGE


def test_htmx_gets_the_list_alone(as_keeper):
    response = as_keeper.get(reverse("people:accounts"), {"q": "maj"}, HTTP_HX_REQUEST="true")

    assert response.content.decode().lstrip().startswith('<div id="accounts">')


def added(client, **typed):
    form = {
        "name": "Anna Nowa",
        "email": "Anna.Nowa@umj.example",
        "place": "Wydział Organizacyjny",
        "is_told": "on",
        **typed,
    }
    return client.post(reverse("people:add_person"), form)


def test_a_person_is_added_told_by_letter_and_a_member_of_nothing(as_keeper, keeper, world):
    response = added(as_keeper, function="inspektor")

    anna = Person.objects.get(email="anna.nowa@umj.example")
    assert response.url == reverse("people:administer", args=[anna.pk])
    assert (anna.unit, anna.function, anna.has_usable_password()) == (world.units["umj-or"], "inspektor", False)
    assert anna.memberships.count() == 0
    letter = Letter.objects.get(to_person=anna)
    assert reverse("people:link_request") in letter.text
    entry = Entry.objects.get(event="account_made")
    assert (entry.actor_id, entry.target_id) == (keeper.pk, anna.pk)


def test_a_place_that_is_not_clear_is_offered_and_what_was_typed_stays(as_keeper, world):
    page = added(as_keeper, place="wydział", function="inspektor")
    html = page.content.decode()

    assert page.status_code == 422
    assert 'value="inspektor"' in html
    assert f'value="unit-{world.units["umj-or"].pk}"' in html
    response = added(as_keeper, place="wydział", **{"place-chosen": f"unit-{world.units['umj-or'].pk}"})
    assert response.status_code == 302
    assert Person.objects.get(email="anna.nowa@umj.example").unit == world.units["umj-or"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "adam.cichon@umj.example"}, "Ktoś ma już ten adres. Poszukaj"),
        ({"email": "to nie adres"}, "Wpisz cały adres"),
        ({"name": "\u200b"}, "Wpisz imię i nazwisko."),
        ({"place": "Nie Ma Takiego"}, "Nic tak się nie nazywa."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nobody_is_added(as_keeper, typed, said):
    before = Person.objects.count()
    response = added(as_keeper, **typed)

    assert (response.status_code, Person.objects.count()) == (422, before)
    assert said in response.content.decode()


def exported(client, style="pl"):
    response = client.post(reverse("people:export_people"), {"style": style})
    return b"".join(response.streaming_content)


def test_the_accounts_leave_as_a_table_for_a_polish_spreadsheet_and_it_is_noted(as_keeper, keeper, world):
    actions.register_person(email="z@umj.example", name="Zażółć Gęślą-Jaźń", unit=world.units["mrl-dp-m"])
    data = exported(as_keeper)

    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["e-mail", "imię i nazwisko", "urząd", "komórka", "stanowisko", "kieruje ludźmi", "id"]
    assert len(rows) == 1 + 37
    (row,) = [row for row in rows if row[0] == "z@umj.example"]
    assert row[1:4] == [
        "Zażółć Gęślą-Jaźń",
        world.organisations["mrl"].name,
        "Departament Programów > Wydział Monitorowania",
    ]
    entry = Entry.objects.get(event="data_exported")
    assert (entry.actor_id, entry.facts) == (keeper.pk, {"what": "people", "rows": 37})


def test_the_plain_table_is_that_of_the_standard(as_keeper):
    data = exported(as_keeper, style="plain")

    assert data.decode("ascii", errors="ignore").splitlines()[0].count(",") == 6
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


def test_a_cell_that_a_spreadsheet_would_calculate_is_text(as_keeper):
    person = Person.objects.get(handle="urszula.maj")
    actions.update_profile(person, by=person, function="=1+1")

    assert b";'=1+1;" in exported(as_keeper)


def test_an_exported_table_comes_in_again_and_changes_nothing(as_keeper):
    table = parse_table(decode(exported(as_keeper)))
    report = take_in.take_in_people(table, Columns(**guess(table.headers, PEOPLE)))

    assert (report.problems, dict(report.counts)) == ([], {"unchanged": 36})


def test_the_duties_of_the_one_who_asks_decide(signed_in, world):
    actions.give_role(world.people["urszula.maj"], kind=InstallationRole.Kind.DATA_PROTECTION_OFFICER, by=None)
    client = signed_in("urszula.maj")

    assert accounts(client).status_code == 403
    assert client.post(reverse("people:export_people")).status_code == 403
    assert EmailAddress.objects.count() == 36


def test_the_pages_are_in_english_too(as_keeper, world):
    as_keeper.cookies["ognisko_language"] = "en"
    for address, heading in (
        ("/en/administration/people/", "People and accounts"),
        (f"/en/administration/people/{world.people['adam.cichon'].pk}/", "Adam Cichoń"),
        ("/en/administration/organisations/", "Organisations and units"),
        ("/en/administration/duties/", "Duties in Ognisko"),
        ("/en/administration/imports/", "Bring in from a table"),
    ):
        html = as_keeper.get(address).content.decode()
        assert f"<h1>{heading}</h1>" in html
        assert '<html lang="en"' in html
