import csv
import io
import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from lxml import html

from ognisko.audit.chain import link_waiting
from ognisko.audit.log import note
from ognisko.audit.models import Entry
from ognisko.people.actions import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    """Signed in: Krzysztof, who keeps this place."""
    give_role(world.people["krzysztof.mielnik"], kind="administrator", by=None)
    client = Client()
    client.force_login(world.people["krzysztof.mielnik"])
    return client


@pytest.fixture
def year(world, keeper):
    """Four entries of two days, and nothing else that these tests would see."""
    adam, joanna = world.people["adam.cichon"], world.people["joanna.sobczak"]
    for moment, event, by, target, result in (
        (datetime(2026, 3, 1, 8, tzinfo=UTC), "sign_in", adam, adam, "done"),
        (datetime(2026, 3, 1, 9, tzinfo=UTC), "sign_in_failed", None, adam, "failed"),
        (datetime(2026, 3, 2, 8, tzinfo=UTC), "data_exported", joanna, adam, "done"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "sign_out", joanna, joanna, "done"),
    ):
        with time_machine.travel(moment, tick=False):
            note(event, by=by, target=target, result=result)
    link_waiting()


def shown(client, **filters):
    page = client.get(reverse("audit:log"), {"until": "31.03.2026", **filters})
    assert page.status_code == 200
    titles = html.fromstring(page.content).cssselect(".entries .entry-title")
    return [title.text.strip() for title in titles]


def saved(client, form, **filters):
    answer = client.get(reverse("audit:export", args=[form]), {"until": "31.03.2026", **filters})
    return b"".join(answer.streaming_content).decode()


def test_the_newest_stands_first(keeper, year):
    assert shown(keeper) == ["Wylogowanie", "Eksport danych", "Nieudana próba logowania", "Logowanie"]


@pytest.mark.parametrize("who", ["Adam Cichoń", "cichon", "adam.cichon@urzad.example", "number"])
def test_a_person_is_found_in_what_they_did_and_what_was_done_to_them(keeper, year, world, who):
    adam = world.people["adam.cichon"]
    words = {"number": str(adam.pk), "adam.cichon@urzad.example": adam.email}.get(who, who)
    assert shown(keeper, person=words) == ["Eksport danych", "Nieudana próba logowania", "Logowanie"]


def test_by_event_by_result_and_by_time(keeper, year):
    assert shown(keeper, event="sign_out") == ["Wylogowanie"]
    assert shown(keeper, result="failed") == ["Nieudana próba logowania"]
    assert shown(keeper, since="02.03.2026") == ["Wylogowanie", "Eksport danych"]
    assert shown(keeper, until="2.03.2026") == ["Eksport danych", "Nieudana próba logowania", "Logowanie"]
    assert shown(keeper, since="01.03.2026 10:00", until="2026-03-02 09:00") == [
        "Eksport danych",
        "Nieudana próba logowania",
    ]
    assert shown(keeper, person="nikt-taki") == []


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"since": "31.02.2026"}, "Nie ma takiego dnia lub godziny."),
        ({"until": "31.12.9999"}, "Nie ma takiego dnia lub godziny."),
        ({"since": "03.03.2026", "until": "01.03.2026"}, "Koniec wypada przed początkiem."),
        ({"event": "coffee"}, "coffee"),
    ],
)
def test_a_wrong_filter_shows_and_saves_nothing_and_is_not_lost(keeper, year, filters, words):
    for address in (reverse("audit:log"), reverse("audit:export", args=["csv"])):
        answer = keeper.get(address, filters)
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (422, True)
        assert html.fromstring(page).cssselect(".entries") == []
    typed = html.fromstring(page).cssselect('input[name="since"]')[0].get("value")
    assert typed == filters.get("since")


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_an_odd_mark_of_a_page_is_the_first_page(keeper, year, before):
    assert len(shown(keeper, before=before)) == 4


def test_older_entries_stand_on_further_pages(keeper, frozen):
    for _ in range(60):
        note("deleted")
    page = keeper.get(reverse("audit:log"), {"event": "deleted"})
    older = html.fromstring(page.content).cssselect('.paging a[rel="next"]')[0].get("href")
    second = html.fromstring(keeper.get(older).content)
    assert len(second.cssselect(".entries > li")) == 10
    assert second.cssselect('.paging a[rel="prev"]')[0].get("href") == f"{reverse('audit:log')}?event=deleted"


def test_reading_and_saving_are_noted_with_what_was_looked_for(keeper, year, world):
    adam, krzysztof = world.people["adam.cichon"], world.people["krzysztof.mielnik"]
    shown(keeper, person=adam.email, event="sign_in")
    saved(keeper, "csv")
    until = "2026-04-01T00:00:00+02:00"
    assert list(
        Entry.objects.filter(event__startswith="log_").order_by("pk").values_list("event", "actor_id", "facts")
    ) == [
        (
            "log_read",
            krzysztof.pk,
            {"before": "", "filters": {"until": until, "people": [adam.pk], "event": "sign_in"}},
        ),
        ("log_exported", krzysztof.pk, {"form": "csv", "filters": {"until": until}}),
    ]


def test_a_spreadsheet_of_an_office_opens_the_file(keeper, year, world):
    text = saved(keeper, "csv")
    assert text.startswith("\ufefftime;action;actor;actor_name;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["action"], row["actor_name"]) for row in rows] == [
        ("sign_in", "Adam Cichoń"),
        ("sign_in_failed", ""),
        ("data_exported", "Joanna Sobczak"),
        ("sign_out", "Joanna Sobczak"),
    ]
    assert rows[0]["time"] == "2026-03-01T08:00:00.000000Z"
    assert rows[0]["hash"] == Entry.objects.filter(event="sign_in", at__month=3).get().hash


def test_a_name_is_never_a_formula(keeper, year, world):
    adam = world.people["adam.cichon"]
    adam.name = "=1+1|cmd"
    adam.save()
    assert ";'=1+1|cmd;" in saved(keeper, "csv", event="sign_in")


def test_programs_read_the_other_two(keeper, year):
    rows = list(csv.DictReader(io.StringIO(saved(keeper, "rfc4180"))))
    lines = [json.loads(line) for line in saved(keeper, "jsonl").splitlines()]
    assert [row["action"] for row in rows] == [line["action"] for line in lines]
    assert [line["action"] for line in lines] == ["sign_in", "sign_in_failed", "data_exported", "sign_out"]
    assert [len(line["hash"]) for line in lines] == [64] * 4


def test_another_kind_of_file_is_not_there(keeper):
    assert keeper.get(reverse("audit:export", args=["pdf"])).status_code == 404


def test_a_person_who_is_gone_is_still_a_number(keeper, frozen):
    Entry.objects.create(event="sign_in", actor_id=987_654)
    page = keeper.get(reverse("audit:log"), {"event": "sign_in", "person": "987654"}).content.decode()
    assert "osoba, której już nie ma (numer 987654)" in page


@pytest.mark.parametrize(("duty", "status"), [("data_protection_officer", 200), ("programme_keeper", 403), (None, 403)])
def test_who_may_read_it(signed_in, world, duty, status):
    if duty:
        give_role(world.people["adam.cichon"], kind=duty, by=None)
    assert signed_in("adam.cichon").get(reverse("audit:log")).status_code == status
    assert signed_in("adam.cichon").get("/en/administration/security-log/").status_code == status


def test_how_often_the_database_is_asked(keeper, year, django_assert_num_queries):
    keeper.get(reverse("audit:log"))
    with django_assert_num_queries(6):  # session, person, duties, entries, people, and the note of the reading
        shown(keeper)
    with django_assert_num_queries(7):  # and whom the words mean
        shown(keeper, person="Adam")
