import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.people import actions, office_numbers, take_in
from ognisko.people.imports.guessing import NODES, guess
from ognisko.people.imports.table import decode, parse_table
from ognisko.people.imports.units import Columns
from ognisko.people.models import Organisation, Unit


def page(client, route, *args, **query):
    return client.get(reverse(f"people:{route}", args=args), query).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def send(client, verb, node, **typed):
    return client.post(reverse(f"people:{verb}", args=[node.pk]), typed)


def test_the_tree_of_an_organisation_shows_units_below_units(as_keeper, world, django_assert_num_queries):
    organisation = world.organisations["mrl"]
    page(as_keeper, "organisation", organisation.pk)
    with django_assert_num_queries(
        10
    ):  # session, person, duties; it, its tree, people in units, ended, below, former, all
        html = page(as_keeper, "organisation", organisation.pk)

    assert html.index("Departament Programów") < html.index("Wydział Monitorowania")
    assert html.count('<div class="matter tree">') == 1


def test_an_organisation_is_found_by_a_part_of_its_name(as_keeper, world):
    assert world.organisations["kbr"].name in page(as_keeper, "organisations", q="kbr")
    assert world.organisations["umj"].name not in page(as_keeper, "organisations", q="kbr")
    assert "Żaden urząd tak się nie nazywa." in page(as_keeper, "organisations", q="nie ma takiego")


def test_many_organisations_stand_on_several_pages(as_keeper):
    for number in range(70):
        Organisation.objects.create(name=f"Gmina {number:03}")
    first = page(as_keeper, "organisations")
    assert (first.count("entry-title"), first.count('rel="next"')) == (60, 1)


def test_an_organisation_is_added_with_its_numbers(as_keeper, world):
    response = as_keeper.post(
        reverse("people:add_organisation"),
        {
            **{"name": "Urząd Gminy Nowe", "short_name": "UGN", "parent": "mrl", "regon": "000 331 501"},
            **{"teryt": "1465011", "delivery_address": "ae:pl-12345-67890-abcde-12"},
        },
    )
    made = Organisation.objects.get(name="Urząd Gminy Nowe")

    assert response.url == reverse("people:organisation", args=[made.pk])
    assert (made.regon, made.teryt, made.delivery_address) == ("000331501", "1465011", "AE:PL-12345-67890-ABCDE-12")
    assert (made.parent, made.valid_from) == (world.organisations["mrl"], timezone.localdate())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"regon": "000331502"}, "To nie jest REGON"),
        ({"teryt": "1365"}, "Wpisz 2, 4 lub 7 cyfr"),
        ({"delivery_address": "AE:PL-1-2-A-1"}, "Wpisz adres jak w"),
        ({"name": ""}, "Wpisz nazwę."),
    ],
)
def test_a_wrong_number_is_said_at_its_field_and_the_rest_stays_typed(as_keeper, typed, said):
    response = as_keeper.post(reverse("people:add_organisation"), {"name": "Nowy", "short_name": "NWX", **typed})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'value="NWX"' in response.content.decode()
    assert not Organisation.objects.filter(short_name="NWX").exists()


@pytest.mark.parametrize("right", ["000331501", "123456785", "23511332857188"])
def test_numbers_of_the_register_of_offices_are_known(right):
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)

    assert (office_numbers.is_regon(right), office_numbers.is_regon(wrong)) == (True, False)


@pytest.mark.parametrize("wrong", ["", "12345678", "²23456785", "1234567890", "12345678512346"])
def test_what_is_no_number_of_the_register(wrong):
    assert not office_numbers.is_regon(wrong)


def test_a_unit_is_added_below_another(as_keeper, world):
    send(
        as_keeper,
        "add_unit",
        world.organisations["mrl"],
        name="Zespół Kart",
        short_name="ZK",
        unit_type="team",
        parent="DP",
    )

    made = Unit.objects.get(name="Zespół Kart")
    assert (made.organisation, made.parent, made.unit_type) == (
        world.organisations["mrl"],
        world.units["mrl-dp"],
        "team",
    )


def test_a_new_name_and_the_old_one_stand_on_the_page_of_the_unit(as_keeper, world):
    unit = world.units["mrl-bo"]
    old = unit.name
    send(as_keeper, "change_unit", unit, name="Biuro Nowe", short_name="BN", unit_type="bureau", since="2026-11-20")
    html = page(as_keeper, "unit", unit.pk)

    assert ("<h1>Biuro Nowe</h1>" in html, old in html, "20 listopada 2026" in html) == (True, True, True)


def test_a_unit_that_would_become_its_own_grandparent_is_refused_in_words(as_keeper, world):
    response = send(as_keeper, "move_unit", world.units["mrl-dp"], under="Wydział Monitorowania")

    assert response.status_code == 422
    assert "leżałby pod sobą" in response.content.decode() or "pod samą sobą" in response.content.decode()
    assert Unit.objects.get(pk=world.units["mrl-dp"].pk).parent is None


def test_a_change_ahead_is_refused_at_its_day(as_keeper, world):
    response = send(as_keeper, "move_unit", world.units["mrl-bo"], under="DP", since="2027-01-01")

    assert response.status_code == 422
    assert "Ten dzień jeszcze nie nadszedł." in response.content.decode()


def test_units_merge_and_it_is_noted(as_keeper, keeper, world):
    unit, into = world.units["mrl-dp-m"], world.units["mrl-bo"]
    people = set(unit.people.values_list("pk", flat=True))
    html = page(as_keeper, "merge_units", unit.pk)
    assert all(person.name in html for person in unit.people.all())
    send(as_keeper, "merge_units", unit, into=into.name, since="2026-11-24")

    assert people <= set(into.people.values_list("pk", flat=True))
    entry = Entry.objects.filter(event="structure_changed").latest("pk")
    assert (entry.actor_id, entry.target_id, entry.facts) == (keeper.pk, unit.pk, {"verb": "people.merge_units"})
    assert "Wydział Monitorowania" in page(as_keeper, "unit", into.pk)


def test_people_of_a_unit_that_ends_are_listed_and_have_to_go_somewhere(as_keeper, world):
    unit = world.units["mrl-bo"]
    refused = send(as_keeper, "end_unit", unit, on="2026-12-31")
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Pracują tu osoby." in html
    assert all(person.name in html for person in unit.people.all())
    send(as_keeper, "end_unit", unit, on="2026-12-31", people_to="DP")

    unit.refresh_from_db()
    assert (str(unit.valid_to), unit.successor) == ("2026-12-31", world.units["mrl-dp"])
    assert unit.people.count() > 0
    send(as_keeper, "reopen_unit", unit)
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_an_organisation_with_people_does_not_end(as_keeper, world):
    response = send(as_keeper, "end_organisation", world.organisations["mrl"], on="2026-12-31")

    assert response.status_code == 422
    assert "Ma jeszcze komórki." in response.content.decode()


def test_units_leave_as_a_table_and_come_in_again_unchanged(as_keeper, world):
    organisation = world.organisations["mrl"]
    actions.add_unit(organisation, name="Zażółć; gęślą „jaźń”", by=None, parent=world.units["mrl-dp"])
    response = as_keeper.post(reverse("people:export_units"), {"organisation": organisation.pk, "style": "pl"})
    data = b"".join(response.streaming_content)

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["id", "nazwa", "nadrzędna", "symbol", "rodzaj", "urząd", "od", "do"]
    table = parse_table(decode(data))
    report = take_in.take_in_units(table, Columns(**guess(table.headers, NODES)), organisation=organisation)
    assert (report.problems, dict(report.counts)) == ([], {"unchanged": organisation.units.count()})


def test_nothing_that_is_not_there_is_found(as_keeper):
    for name in ("organisation", "unit", "administer", "import_job"):
        assert as_keeper.get(reverse(f"people:{name}", args=[999_999])).status_code == 404
