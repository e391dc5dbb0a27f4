"""The register of requests about personal data, with its deadlines."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.office.models import FreeDay
from ognisko.people.actions import give_role
from ognisko.people.models import Person
from ognisko.privacy import deadlines
from ognisko.privacy.actions import close_request, extend_request, register_request, remind_of_requests
from ognisko.privacy.free_days import free_days
from ognisko.privacy.models import Erasure, Export, Request

OFFICER, WHO = "adam.cichon", "krzysztof.mielnik"
PAGE = "/administracja/wnioski/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "received, due",
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 9, 8), date(2026, 10, 8)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2027, 1, 29), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2027, 1, 30), date(2027, 3, 1)),
        (date(2028, 1, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 11, 24), date(2026, 12, 28)),  # 24 to 26 December are free, then a Sunday
        (date(2026, 12, 1), date(2027, 1, 4)),  # New Year's Day is a Friday
        (date(2026, 10, 11), date(2026, 11, 12)),  # 11 November is free
        (date(2026, 12, 31), date(2027, 2, 1)),  # 31 January is a Sunday
    ],
)
def test_a_month_ends_on_the_same_number_or_the_last_day_and_never_on_a_free_one(received, due):
    assert deadlines.due(received, free_days(received)) == due


@pytest.mark.django_db
@pytest.mark.parametrize(
    "received, due",
    [
        (date(2026, 11, 30), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 9, 8), date(2026, 12, 8)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_an_extended_one_is_due_three_months_after_it_came_in(received, due):
    assert deadlines.due(received, free_days(received), months=deadlines.MONTHS_EXTENDED) == due


@pytest.mark.django_db
def test_a_day_that_the_office_keeps_free_moves_the_end():
    FreeDay.objects.create(day=date(2026, 10, 8), name="Za 3 października")
    assert deadlines.due(date(2026, 9, 8), free_days(date(2026, 9, 8))) == date(2026, 10, 9)


@pytest.fixture
def officer(world) -> Person:
    give_role(world.people[OFFICER], kind="data_protection_officer", by=None)
    return Person.objects.get(handle=OFFICER)


@pytest.fixture
def request_of(world, officer, frozen) -> Request:
    return register_request(by=officer, kind="access", person=world.people[WHO], received_on=date(2026, 11, 24))


@pytest.fixture
def client(officer, signed_in):
    return signed_in(OFFICER)


def test_the_officer_registers_a_request_through_the_page(world, client, frozen):
    typed = {
        "kind": "erasure",
        "received_on": "20.11.2026",
        "address": world.people[WHO].email.upper(),
        "matter": "Pismo",
    }
    answer = client.post(f"{PAGE}nowy/", typed)
    found = Request.objects.get()
    assert answer["Location"] == f"{PAGE}{found.pk}/"
    assert (found.person, found.due_on) == (world.people[WHO], date(2026, 12, 21))
    page = client.get(PAGE).content.decode()
    assert "usunięcie danych" in page
    assert "21\xa0grudnia 2026" in page


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"kind": "access", "received_on": "31.02.2026", "who": "Jan"}, "31.02.2026"),
        ({"kind": "access", "received_on": "25.11.2026", "who": "Jan"}, "Ten dzień dopiero nadejdzie"),
        ({"kind": "access", "received_on": "20.11.2026"}, "od kogo jest wniosek"),
        ({"kind": "access", "received_on": "20.11.2026", "address": "nikt@nigdzie.example"}, "Nikt nie ma konta"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, frozen, typed, words):
    answer = client.post(f"{PAGE}nowy/", typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Request.objects.count() == 0


def test_it_is_extended_once_with_a_reason(client, request_of):
    assert client.post(f"{PAGE}{request_of.pk}/przedluz/", {"reason": " "}).status_code == 422
    assert client.post(f"{PAGE}{request_of.pk}/przedluz/", {"reason": "Wiele wniosków naraz"}).status_code == 302
    request_of.refresh_from_db()
    assert (request_of.due_on, request_of.extended_on) == (date(2027, 2, 24), date(2026, 11, 24))
    again = client.post(f"{PAGE}{request_of.pk}/przedluz/", {"reason": "Jeszcze raz"})
    assert again.status_code == 422
    assert "Drugi raz nie można" in again.content.decode()


def test_it_is_not_extended_when_the_month_is_over(officer, request_of, frozen):
    frozen.shift(timedelta(days=60))
    with pytest.raises(ValidationError):
        extend_request(request_of, by=officer, reason="Za późno")


def test_it_closes_with_a_decision_and_an_answer(client, request_of):
    assert client.post(f"{PAGE}{request_of.pk}/zamknij/", {"decision": "granted", "answer": ""}).status_code == 422
    client.post(f"{PAGE}{request_of.pk}/zamknij/", {"decision": "granted", "answer": "Kopia wydana."})
    request_of.refresh_from_db()
    assert (request_of.closed_on, request_of.decision) == (date(2026, 11, 24), "granted")
    assert client.post(f"{PAGE}{request_of.pk}/zamknij/", {"decision": "refused", "answer": "Nie"}).status_code == 422
    stages = Entry.objects.filter(event="request_handled").order_by("pk").values_list("facts__stage", flat=True)
    assert list(stages) == ["registered", "closed"]


def test_nobody_else_reads_or_writes_the_register(world, request_of, signed_in):
    other = world.people["joanna.sobczak"]
    client = signed_in("joanna.sobczak")
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}{request_of.pk}/").status_code == 403
    for verb in (
        lambda: register_request(by=other, kind="access", who="Jan", received_on=date(2026, 11, 24)),
        lambda: extend_request(request_of, by=other, reason="x"),
        lambda: close_request(request_of, by=other, decision="granted", answer="x"),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_reminders_come_a_week_and_two_days_before_on_the_day_and_then_every_day(officer, request_of, frozen):
    due = request_of.due_on
    found = []
    for days in range(45):
        remind_of_requests()
        remind_of_requests()
        found += [date(2026, 11, 24) + timedelta(days=days)] * (
            Letter.objects.filter(to_person=officer).count() - len(found)
        )
        frozen.shift(timedelta(days=1))
    expected = [due - timedelta(days=7), due - timedelta(days=2), due]
    last = date(2026, 11, 24) + timedelta(days=44)
    expected += [due + timedelta(days=n) for n in range(1, (last - due).days + 1)]
    assert found == expected


def test_the_hub_says_how_many_wait(client, request_of):
    page = client.get("/administracja/").content.decode()
    assert "Wnioski o dane osobowe" in page
    assert 'href="/administracja/wnioski/"' in page


def test_a_copy_and_an_erasure_are_started_from_the_request(world, client, request_of):
    assert client.post(f"{PAGE}{request_of.pk}/kopia/").status_code == 302
    assert Export.objects.get().person == world.people[WHO]
    page = client.get(f"{PAGE}{request_of.pk}/usun/").content.decode()
    assert "Tylko Ty koordynujesz" in page
    assert client.post(f"{PAGE}{request_of.pk}/usun/", {}).status_code == 422
    assert client.post(f"{PAGE}{request_of.pk}/usun/", {"is_meant": "on"}).status_code == 302
    assert (Erasure.objects.get().door, Erasure.objects.get().request) == ("officer", request_of)
    assert "w\xa0toku" in client.get(f"{PAGE}{request_of.pk}/").content.decode()


def test_a_closed_request_starts_nothing(officer, client, request_of):
    close_request(request_of, by=officer, decision="withdrawn", answer="Osoba wycofuje")
    assert client.post(f"{PAGE}{request_of.pk}/kopia/").status_code == 404
    assert client.get(f"{PAGE}{request_of.pk}/usun/").status_code == 404
