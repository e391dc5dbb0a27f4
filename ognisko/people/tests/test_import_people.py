from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from ognisko.activity.models import Event
from ognisko.communities.models import Membership
from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.models import Person
from ognisko.people.tests.test_import_units import counts, run_file
from ognisko.testing import NOW

HEAD = "nr;e-mail;imię i nazwisko;urząd;komórka;stanowisko;kieruje\n"
ALL = (
    *("--email", "E-mail", "--name", "imię i nazwisko", "--organisation", "urząd", "--unit", "komórka"),
    *("--function", "stanowisko", "--leads", "kieruje", "--id", "nr"),
)


@pytest.fixture
def bring(tmp_path, world):
    def run(text, *options, encoding="utf-8"):
        path = tmp_path / "osoby.csv"
        path.write_bytes(text.encode(encoding))
        return run_file(path, *(options or ALL), command="import_people")

    return run


def test_people_come_in_with_place_function_and_no_password(bring, world):
    code, report = bring(
        HEAD
        + "1;Anna.Nowa@UMJ.example;Anna Nowa;UMJ;Wydział Organizacyjny;inspektor;nie\n"
        + "2;jan.lis@kbr.example;Jan Łoś;kbr;kbr-di;naczelnik;TAK\n"
    )

    assert (code, counts(report)) == (0, {"created": 2, "updated": 0, "unchanged": 0, "skipped": 0})
    anna, jan = Person.objects.get(email="anna.nowa@umj.example"), Person.objects.get(email="jan.lis@kbr.example")
    assert (anna.unit, anna.function, anna.leads_people) == (world.units["umj-or"], "inspektor", False)
    assert (jan.unit, jan.leads_people, jan.handle) == (world.units["kbr-di"], True, "jan.los")
    assert not anna.has_usable_password()
    assert anna.assignments.get().unit == world.units["umj-or"]
    assert EmailAddress.objects.get(user=anna).verified
    assert Event.objects.filter(verb="people.register", target_id=anna.pk, told_at=None).count() == 0


def test_nobody_becomes_a_member_and_nobody_is_written_to(bring):
    before = Membership.objects.count()
    bring(HEAD + "1;anna.nowa@umj.example;Anna Nowa;umj;umj-or;;\n")

    assert Membership.objects.count() == before
    assert Letter.objects.count() == 0


def test_who_came_in_signs_in_by_a_link(bring):
    bring(HEAD + "1;anna.nowa@umj.example;Anna Nowa;umj;umj-or;;\n")
    token = actions.make_link(Person.objects.get(email="anna.nowa@umj.example"))
    client = Client()

    assert client.post(f"/konto/odnosnik/{token}/").status_code == 302
    assert client.get("/").url == "/moj-profil/pytania/"


def test_a_second_run_changes_nothing(bring):
    text = HEAD + "1;anna.nowa@umj.example;Anna Nowa;umj;umj-or;inspektor;x\n2;ola@kbr.example;Ola;;;;\n"
    bring(text)

    assert counts(bring(text)[1]) == {"created": 0, "updated": 0, "unchanged": 2, "skipped": 0}


def test_a_person_who_is_here_is_known_by_the_address_and_moves_with_history(bring, world):
    text = HEAD + "7;ewa.kurowska@mrl.example;Ewa Kurowska;mrl;Departament Programów > Wydział Monitorowania;;\n"
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        code, report = bring(text)

    ewa = Person.objects.get(handle="ewa.kurowska")
    assert (code, report["updated"]) == (0, 1)
    assert (ewa.unit, ewa.external_id) == (world.units["mrl-dp-m"], "people:7")
    assert [row.unit.external_id for row in ewa.assignments.order_by("since")][-2:] == ["mrl-bo", "mrl-dp-m"]
    assert ewa.check_password is not None
    assert ewa.has_usable_password()


def test_columns_that_are_not_given_change_nothing(bring, world):
    before = world.people["ewa.kurowska"]
    bring("mail,kto\newa.kurowska@mrl.example,Ewa Kurowska\n", "--email", "mail", "--name", "kto")

    after = Person.objects.get(handle="ewa.kurowska")
    assert (after.function, after.unit, after.leads_people) == (before.function, before.unit, before.leads_people)


def test_a_new_address_under_the_same_id_is_the_same_person(bring):
    bring(HEAD + "1;anna.nowa@umj.example;Anna Nowa;;;;\n")
    first = Person.objects.get(email="anna.nowa@umj.example")
    code, report = bring(HEAD + "1;anna.inna@umj.example;Anna Inna;;;;\n")

    assert (code, report["updated"]) == (0, 1)
    assert Person.objects.get(email="anna.inna@umj.example") == first
    assert list(EmailAddress.objects.filter(user=first).values_list("email", flat=True)) == ["anna.inna@umj.example"]


def test_an_id_with_the_address_of_somebody_else_is_refused(bring):
    bring(HEAD + "1;anna.nowa@umj.example;Anna Nowa;;;;\n")
    code, report = bring(HEAD + "1;ewa.kurowska@mrl.example;Anna Nowa;;;;\n")

    assert (code, report["problems"][0]["line"]) == (1, 2)


@pytest.mark.parametrize(
    "row",
    [
        "1;;Anna Nowa;;;;",
        "1;to nie adres;Anna Nowa;;;;",
        "1;anna@umj.example;;;;;",
        "1;anna@umj.example;\u200b;;;;",
        f"1;anna@umj.example;{'x' * 121};;;;",
        f"1;anna@umj.example;Anna;;;{'x' * 121};",
    ],
)
def test_a_bad_row_keeps_the_whole_file_out(bring, row):
    before = Person.objects.count()
    code, report = bring(HEAD + "0;dobra@umj.example;Dobra Osoba;;;;\n" + row + "\n")

    assert (code, report["created"]) == (1, 0)
    assert {problem["line"] for problem in report["problems"]} == {3}
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("place", "organisation", "unit"),
    [
        ("Nie ma takiego;Kadry", None, None),
        ("umj;Nie ma takiej", "umj", None),
        (";Departament Informatyki", "kbr", "kbr-di"),
        ("umj;Departament Informatyki", "umj", None),
        ("MINISTERSTWO rozwoju lokalnego;DP", "mrl", "mrl-dp"),
        (";", None, None),
    ],
)
def test_a_place_that_is_not_clear_is_said_and_the_person_comes_all_the_same(bring, place, organisation, unit):
    code, report = bring(HEAD + f"1;anna@umj.example;Anna;{place};;\n")

    anna = Person.objects.get(email="anna@umj.example")
    assert code == 0
    assert (anna.organisation and anna.organisation.external_id) == organisation
    assert (anna.unit and anna.unit.external_id) == unit
    is_clear = place == ";" or unit is not None
    assert len(report["problems"]) == (0 if is_clear else 1)


def test_an_address_said_twice_is_left_out_once(bring):
    code, report = bring(HEAD + "1;anna@umj.example;Anna;;;;\n2;ANNA@umj.example;Anna;;;;\n")

    assert (code, report["created"], report["skipped"]) == (0, 1, 1)
    assert report["problems"][0]["line"] == 3


def test_a_trial_writes_nothing(bring):
    before = Person.objects.count()
    code, report = bring(HEAD + "1;anna@umj.example;Anna;;;;\n", *ALL, "--dry-run")

    assert (code, report["created"], report["dry_run"]) == (0, 1, True)
    assert Person.objects.count() == before


def test_two_thousand_people_come_in_quickly(bring):
    rows = "".join(f"{n};osoba{n}@umj.example;Osoba Żółta {n % 50};umj;umj-or;;\n" for n in range(2000))
    code, report = bring(HEAD + rows)

    assert (code, report["created"]) == (0, 2000)
    assert Person.objects.filter(handle__startswith="osoba.zolta").values("handle").distinct().count() == 2000
