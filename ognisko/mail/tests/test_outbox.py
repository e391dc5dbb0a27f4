import re

import pytest
from django.test import Client
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.mail.actions import keep
from ognisko.mail.models import Letter
from ognisko.office.models import Office
from ognisko.people.actions import give_role
from ognisko.people.models import InstallationRole, Person

pytestmark = pytest.mark.django_db
TEXT = "Kliknij: https://ognisko.example/l/abc. Potem wróć.\n<script>alert(1)</script>"
HTML = '<p onclick="x()">Kliknij</p><a href="https://ognisko.example/l/abc">tu</a><a href="javascript:x()">nie</a>'


def a_letter(number=1):
    return keep(key=f"t:{number}", address="ewa@urzad.example", subject=f"Temat {number}", text=TEXT, html=HTML)


def signed_in(*, administrator):
    Office.objects.update_or_create(pk=1, defaults={"is_set_up": True})
    person = Person.objects.create(email="a@urzad.example", name="Anna Próbna", handle="anna.probna")
    if administrator:
        give_role(person, kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    client = Client()
    client.force_login(person)
    return client


def statuses(client, letter, **extra):
    paths = ["/skrzynka-nadawcza/", "/en/outbox/", f"/skrzynka-nadawcza/{letter.pk}/"]
    return [client.get(path, **extra).status_code for path in paths]


def test_in_the_demo_whoever_sits_at_the_machine_sees_the_letters(settings):
    settings.DEMO = True
    assert statuses(Client(), a_letter()) == [200, 200, 200]


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=1"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_in_the_demo_nobody_sees_them_from_elsewhere(settings, extra):
    settings.DEMO = True
    assert statuses(Client(), a_letter(), **extra) == [302, 302, 302]


def test_outside_the_demo_a_visitor_is_asked_to_sign_in():
    assert statuses(Client(), a_letter()) == [302, 302, 302]


def test_a_person_without_the_duty_finds_nothing():
    assert statuses(signed_in(administrator=False), a_letter()) == [404, 404, 404]


def test_an_administrator_reads_letters_while_no_server_takes_them():
    client, letter = signed_in(administrator=True), a_letter()
    assert statuses(client, letter) == [200, 200, 200]
    page = client.get(f"/skrzynka-nadawcza/{letter.pk}/").content.decode()
    assert page.count('<a href="https://ognisko.example/l/abc" rel="noreferrer">') == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "javascript:" not in page and "onclick" not in page


def test_an_administrator_does_not_read_what_a_mail_server_takes(settings):
    settings.SMTP_HOST = "mail.urzad.example"
    page = signed_in(administrator=True).get(f"/skrzynka-nadawcza/{a_letter().pk}/").content.decode()
    assert "ognisko.example/l/abc" not in page
    assert "Treść listu jest tylko dla jego odbiorcy." in page


def test_a_letter_that_could_not_be_delivered_says_why_and_can_go_again(settings):
    settings.SMTP_HOST = "mail.urzad.example"
    letter, client = a_letter(), signed_in(administrator=True)
    Letter.objects.update(failed_at=timezone.now(), attempts=1, last_error="550 no such box")
    page = client.get(f"/skrzynka-nadawcza/{letter.pk}/").content.decode()
    assert "550 no such box" in page
    assert "Wyślij jeszcze raz" in page
    client.post(f"/skrzynka-nadawcza/{letter.pk}/jeszcze-raz/")
    assert list(Letter.objects.due()) == [letter]


def test_the_outbox_asks_the_same_number_of_queries_for_one_letter_and_for_many(settings, django_assert_num_queries):
    settings.DEMO = True
    a_letter()
    Client().get("/skrzynka-nadawcza/")
    with django_assert_num_queries(6):
        Client().get("/skrzynka-nadawcza/")
    for number in range(2, 5):
        a_letter(number)
    with django_assert_num_queries(6):
        Client().get("/skrzynka-nadawcza/")


def test_older_letters_stand_on_the_next_page(settings):
    settings.DEMO = True
    letters = [a_letter(number) for number in range(31)]
    first = Client().get("/skrzynka-nadawcza/").content.decode()
    assert (first.count("entry-title"), f"?before={letters[1].pk}" in first) == (30, True)
    second = Client().get(f"/skrzynka-nadawcza/?before={letters[1].pk}").content.decode()
    assert (second.count("entry-title"), ">Temat 0<" in second) == (1, True)


def some_of_each_kind():
    """Numbers 1 waits, 2 could not be delivered, 3 was sent."""
    letters = [a_letter(number) for number in (1, 2, 3)]
    Letter.objects.filter(pk=letters[1].pk).update(failed_at=timezone.now(), attempts=3, last_error="550 no such box")
    Letter.objects.filter(pk=letters[2].pk).update(sent_at=timezone.now())
    return letters


def subjects(client, kind):
    page = client.get("/skrzynka-nadawcza/", {"kind": kind}).content.decode()
    return re.findall(r'entry-title"><a [^>]+>([^<]+)<', page)


def test_letters_are_shown_by_kind_and_counted(settings):
    settings.SMTP_HOST = "mail.urzad.example"
    client, _letters = signed_in(administrator=True), some_of_each_kind()
    assert subjects(client, "waiting") == ["Temat 1"]
    assert subjects(client, "failed") == ["Temat 2"]
    assert subjects(client, "sent") == ["Temat 3"]
    assert subjects(client, "") == subjects(client, "nonsense") == ["Temat 3", "Temat 2", "Temat 1"]
    page = client.get("/skrzynka-nadawcza/", {"kind": "failed", "before": "²"}).content.decode()
    assert ("Czekające: 1" in page, "Niedoręczone: 1" in page, "550 no such box" in page) == (True, True, True)
    assert "ognisko.example/l/abc" not in page


def test_all_that_could_not_be_delivered_go_again_and_it_is_noted(settings):
    settings.SMTP_HOST = "mail.urzad.example"
    client, letters = signed_in(administrator=True), some_of_each_kind()
    client.post("/skrzynka-nadawcza/jeszcze-raz/")
    assert sorted(letter.pk for letter in Letter.objects.due()) == [letters[0].pk, letters[1].pk]
    client.post("/skrzynka-nadawcza/jeszcze-raz/")
    assert list(Entry.objects.filter(event="work_tried_again").values_list("facts", flat=True)) == [{"letters": 1}]


def test_a_trial_letter_is_written_from_the_page():
    client = signed_in(administrator=True)
    answer = client.post("/skrzynka-nadawcza/probny-list/", {"address": "ewa@urzad.example"}, follow=True)
    assert "List próbny jest napisany." in answer.content.decode()
    assert list(Letter.objects.values_list("to_address", flat=True)) == ["ewa@urzad.example"]


@pytest.mark.parametrize("address", ["", "ewa", "ewa@urzad.example\nBcc: x@y.example", "<script>@x"])
def test_what_is_no_address_gets_no_letter(address):
    answer = signed_in(administrator=True).post("/skrzynka-nadawcza/probny-list/", {"address": address})
    assert (answer.status_code, Letter.objects.count()) == (422, 0)
