from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ognisko.mail.actions import keep
from ognisko.mail.models import DomainRest, Letter, PausedAddress
from ognisko.mail.pauses import note_bounce
from ognisko.mail.sending import Postman
from ognisko.office.models import Office
from ognisko.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ewa():
    Office.objects.update_or_create(pk=1, defaults={"is_set_up": True})
    return Person.objects.create(
        email="ewa@urzad.example", name="Ewa Próbna", handle="ewa.probna", language="pl", has_met_questions=True
    )


def a_letter(number, address="ewa@urzad.example", **more):
    return keep(key=f"t:{number}", address=address, subject=f"Temat {number}", text="Treść", **more)


def send():
    return Postman().send_letters("worker")


def test_letters_to_an_address_that_bounced_wait_until_its_person_says_that_it_works(sink, ewa):
    sink.answers[ewa.email] = "550 5.1.1 no such box"
    a_letter(1)
    assert (send(), PausedAddress.objects.get().said) == (1, "550 5.1.1 no such box")
    waiting = a_letter(2)
    old = a_letter(3)
    Letter.objects.filter(pk=old.pk).update(written_at=NOW - timedelta(days=800))
    asked = a_letter(4, is_asked_for=True)
    sink.answers.clear()
    assert (send(), sink.message_ids) == (1, [asked.message_id])

    client = Client()
    client.force_login(ewa)
    assert "Listy na adres ewa@urzad.example są wstrzymane" in client.get("/").content.decode()
    assert "550 5.1.1 no such box" in client.get("/konto/adres-wstrzymany/").content.decode()
    client.post("/konto/adres-wstrzymany/")
    assert send() == 1
    link = sink.taken[-1][1].get_body(["plain"]).get_content().split("testserver")[-1]
    link = "/" + link.split("://", 1)[-1].split("/", 1)[1].split()[0]
    assert (Client().get(link).status_code, PausedAddress.objects.count()) == (200, 1)
    assert (Client().post(link).status_code, PausedAddress.objects.count()) == (200, 0)
    assert (send(), sink.message_ids[-1]) == (1, waiting.message_id)
    old.refresh_from_db()
    assert old.failed_at is not None


@pytest.mark.parametrize("said", ["550 5.7.1 relaying denied", "554 no", "552 5.2.2 full", "550 blocked as spam"])
def test_a_refusal_that_is_not_about_the_address_pauses_nobody(sink, said):
    letter = a_letter(1)
    sink.answers[letter.to_address] = said
    send()
    letter.refresh_from_db()
    assert (letter.failed_at is None, PausedAddress.objects.count()) == (False, 0)


def test_a_domain_that_says_later_is_let_alone_and_others_are_served(sink, clock):
    letters = [a_letter(number, address=f"p{number}@pelny.example") for number in range(3)]
    other = a_letter(9)
    sink.answers |= {letter.to_address: "452 4.3.1 busy" for letter in letters}
    assert send() == 2
    assert (sink.message_ids, DomainRest.objects.get().until - NOW) == ([other.message_id], timedelta(minutes=1))
    clock.shift(timedelta(minutes=1))
    assert (send(), DomainRest.objects.get().until - NOW) == (1, timedelta(minutes=3))
    sink.answers.clear()
    clock.shift(timedelta(minutes=2))
    assert (send(), DomainRest.objects.count()) == (3, 0)


def test_no_more_letters_go_in_a_minute_than_the_server_takes(sink, settings, clock):
    settings.MAIL_RATE = 3
    for number in range(5):
        a_letter(number)
    assert (send(), send()) == (3, 0)
    clock.shift(timedelta(minutes=1))
    assert send() == 2


def test_the_outbox_says_why_a_letter_waits(settings):
    settings.DEMO = True
    a_letter(1, address="EWA@urzad.example"), a_letter(2, address="jan@pelny.example")
    note_bounce("Ewa@Urzad.example", said="550 nobody")
    DomainRest.objects.create(domain="pelny.example", until=datetime(2100, 1, 1, tzinfo=UTC))
    page = Client().get("/skrzynka-nadawcza/").content.decode().replace("\xa0", " ")
    assert ("listy na ten adres są wstrzymane" in page, "serwer tej domeny prosi o przerwę" in page) == (True, True)
    assert Letter.objects.due().count() == 0
