from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.office.free_days import free_days
from ognisko.office.models import FreeDay
from ognisko.text.working_days import add_working_days

pytestmark = pytest.mark.django_db


def added(client, day, name="Za 15 sierpnia"):
    return client.post(reverse("office:free_days"), {"day": day, "name": name})


def test_holidays_of_poland_are_free_by_themselves(db):
    days = free_days(2026)
    assert date(2026, 12, 24) in days
    assert date(2026, 6, 4) in days
    assert date(2026, 8, 14) not in days


def test_a_day_of_the_office_is_free_and_noted(keeper, frozen):
    assert added(keeper, "14.08.2026").status_code == 302
    assert date(2026, 8, 14) in free_days(2026)
    assert add_working_days(date(2026, 8, 13), 1, free_days(2026)) == date(2026, 8, 17)
    facts = {"what": "free_day", "day": "2026-08-14"}
    assert Entry.objects.filter(event="settings_changed").values_list("facts", flat=True).get() == facts


def test_the_page_shows_days_of_the_office_and_holidays_of_two_years(keeper, frozen):
    added(keeper, "2.11.2026", "Dzień między świętem a niedzielą <b>")
    page = keeper.get(reverse("office:free_days")).content.decode()
    assert "&lt;b&gt;" in page
    assert "Święta 2026" in page
    assert "Święta 2027" in page
    assert "Narodowe Święto Niepodległości" in page
    assert "Christmas" in keeper.get("/en/administration/free-days/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_a_day_can_be_taken_away_again(keeper, frozen):
    added(keeper, "14.08.2026")
    free = FreeDay.objects.get()
    keeper.post(reverse("office:remove_free_day", args=[free.pk]))
    assert date(2026, 8, 14) not in free_days(2026)
    assert keeper.post(reverse("office:remove_free_day", args=[free.pk])).status_code == 404


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("31.02.2026", "Nie ma takiego dnia."),
        ("", "Wpisz dzień."),
        ("15.08.2026", "To sobota lub niedziela"),
        ("11.11.2026", "To święto"),
        ("01.01.9999", "najwyżej dziesięć lat naprzód"),
        ("01.01.0001", "najwyżej dziesięć lat naprzód"),
        ("3.08.2026", "Ten dzień już jest na liście."),
    ],
)
def test_a_day_that_makes_no_sense_is_explained_and_what_was_typed_stays(keeper, frozen, day, words):
    FreeDay.objects.create(day=date(2026, 8, 3), name="Święto urzędu")
    answer = added(keeper, day, "Zażółć gęślą jaźń")
    page = answer.content.decode()
    assert (answer.status_code, words in page, "Zażółć gęślą jaźń" in page) == (422, True, True)
    assert FreeDay.objects.count() == 1


def test_a_reason_is_asked_for(keeper, frozen):
    assert "Wpisz powód" in added(keeper, "14.08.2026", "  ").content.decode()


def test_the_database_keeps_a_day_once(db):
    FreeDay.objects.create(day=date(2026, 8, 3), name="Święto urzędu")
    with pytest.raises(IntegrityError), transaction.atomic():
        FreeDay.objects.create(day=date(2026, 8, 3), name="Jeszcze raz")
