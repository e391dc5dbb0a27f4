"""Closing one's own account, through the pages."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.people.actions import give_role
from ognisko.people.models import InstallationRole, Person
from ognisko.privacy.models import Erasure
from ognisko.privacy.working import Clerk
from ognisko.testing import PASSWORD

WHO = "krzysztof.mielnik"
PAGE = "/moje-dane/zamkniecie/"


@pytest.fixture
def client(signed_in):
    """Signed in, and their password asked again a moment ago."""
    client = signed_in(WHO)
    client.post("/konto/potwierdz/", {"password": PASSWORD})
    return client


def test_the_password_is_asked_again(world, signed_in):
    answer = signed_in(WHO).get(PAGE)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/potwierdz/")


def test_the_page_says_what_happens_and_what_is_left_without_a_coordinator(world, client):
    page = client.get(PAGE).content.decode()
    assert "Zamknij moje konto" in page
    assert "Tylko Ty koordynujesz wspólnotę: Praca z\xa0ekspertami zewnętrznymi." in page


def test_nothing_happens_without_the_box(world, client):
    answer = client.post(PAGE, {})
    assert answer.status_code == 422
    assert Person.objects.get(handle=WHO).is_active
    assert Erasure.objects.count() == 0


def test_the_account_closes_and_the_person_is_signed_out(world, client):
    answer = client.post(PAGE, {"is_meant": "on"})
    person = Person.objects.get(pk=world.people[WHO].pk)
    assert answer["Location"] == "/moje-dane/zamkniete/"
    assert client.get(answer["Location"]).status_code == 200
    assert client.get("/moje-dane/").status_code == 302
    assert not person.is_active
    assert Letter.objects.get(to_person=person).subject == "Twoje konto w Ognisku jest zamknięte"
    assert Entry.objects.filter(event="account_closed", target_id=person.pk).count() == 1


def test_the_worker_waits_for_the_letter_and_then_erases(world, client):
    client.post(PAGE, {"is_meant": "on"})
    Clerk().work("test")
    assert Erasure.objects.get().finished_at is None
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        Clerk().work("test")
    assert Erasure.objects.get().finished_at is not None
    assert Entry.objects.filter(event="person_erased").count() == 1
    assert not Person.objects.filter(handle=WHO).exists()


def test_the_last_administrator_reads_why_not_and_finds_no_button(world, client):
    who = world.people[WHO]
    give_role(who, kind="administrator", by=None)
    InstallationRole.objects.filter(kind="administrator").exclude(person=who).delete()
    page = client.get(PAGE).content.decode()
    assert "Najpierw nadaj tę funkcję jeszcze komuś" in page
    assert 'name="is_meant"' not in page
    answer = client.post(PAGE, {"is_meant": "on"})
    assert answer.status_code == 422
    assert Person.objects.get(pk=who.pk).is_active


def test_who_has_no_password_shows_by_a_fresh_link_that_it_is_them(world, signed_in):
    who = world.people[WHO]
    who.set_unusable_password()
    who.save()
    client = signed_in(WHO)
    Person.objects.filter(pk=who.pk).update(last_login=timezone.now() - timedelta(hours=2))
    assert "Wyślij mi odnośnik" in client.get(PAGE).content.decode()
    Person.objects.filter(pk=who.pk).update(last_login=timezone.now())
    assert "Na pewno?" in client.get(PAGE).content.decode()


def test_the_same_in_english(world, client):
    Person.objects.filter(handle=WHO).update(language="en")
    page = client.get("/en/my-data/closing/").content.decode()
    assert "Are you sure?" in page
