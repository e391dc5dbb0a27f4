import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from ognisko.mail.models import Letter
from ognisko.people.models import Person
from ognisko.people.registration import is_in_domains

WHO = {"name": "Nowa Osoba", "email": "Nowa@urzad.gov.pl", "password1": "siedem zielonych lamp"}


@pytest.fixture
def _open(settings):
    settings.REGISTRATION = "open"


@pytest.fixture
def _domains(settings):
    settings.REGISTRATION = "domains"
    settings.REGISTRATION_DOMAINS = ["urzad.gov.pl", "*.mrl.example"]


def register(client, **changes):
    return client.post(reverse("account_signup"), WHO | changes)


def test_where_registration_is_closed_nobody_makes_an_account(client, world, settings):
    settings.REGISTRATION = "closed"
    page = client.get(reverse("account_signup")).content.decode()
    register(client)

    assert "Konta zakłada urząd" in page
    assert reverse("account_signup") not in client.get(reverse("account_login")).content.decode()
    assert not Person.objects.filter(email="nowa@urzad.gov.pl").exists()


@pytest.mark.usefixtures("_open")
def test_an_account_opens_when_its_letter_is_answered(client, world):
    response = register(client)
    assert response.url == reverse("account_email_verification_sent")
    person = Person.objects.get(email="nowa@urzad.gov.pl")
    assert (person.name, person.handle, person.has_met_questions) == ("Nowa Osoba", "nowa.osoba", False)
    assert not EmailAddress.objects.get(user=person).verified

    link = re.search(r"https?://[^/]+(/konto/adres/\S+)", Letter.objects.get().text)[1]
    assert "Czy adres nowa@urzad.gov.pl jest Twój?" in client.get(link).content.decode()
    assert not EmailAddress.objects.get(user=person).verified
    client.post(link)
    assert EmailAddress.objects.get(user=person).verified
    signed = client.post(reverse("account_login"), {"login": person.email, "password": WHO["password1"]})
    assert signed.url == "/"
    assert client.get("/").url == reverse("people:questions")


@pytest.mark.usefixtures("_open")
def test_before_its_letter_is_answered_nobody_signs_in(client, world):
    register(client)
    response = Client().post(reverse("account_login"), {"login": WHO["email"], "password": WHO["password1"]})

    assert response.url == reverse("account_email_verification_sent")


@pytest.mark.usefixtures("_open")
def test_an_address_that_has_an_account_gets_the_same_answer_and_a_letter_to_its_owner(client, world):
    fresh = register(client)
    taken = register(Client(), email="ewa.kurowska@mrl.example")

    assert (fresh.status_code, fresh.url) == (taken.status_code, taken.url)
    letter = Letter.objects.get(to_address="ewa.kurowska@mrl.example")
    assert letter.subject == "Masz już konto w Ognisku"
    assert Person.objects.filter(email="ewa.kurowska@mrl.example").count() == 1


@pytest.mark.usefixtures("_domains")
@pytest.mark.parametrize(
    ("email", "is_taken"),
    [
        ("ktos@urzad.gov.pl", True),
        ("ktos@URZAD.GOV.PL", True),
        ("ktos@dp.mrl.example", True),
        ("ktos@mrl.example", False),
        ("ktos@urzad.gov.pl.evil.com", False),
        ("ktos@evil-urzad.gov.pl", False),
        ("ktos@urzad-gov.pl", False),
        ("ktos@urzadagov.pl", False),
        ("ktos@xurzad.gov.pl", False),
        ("ktos@evilmrl.example", False),
        ("ktos@urząd.gov.pl", False),
        ("ktos@urzаd.gov.pl", False),  # a Cyrillic letter
        ('"ktos@urzad.gov.pl"@evil.com', False),
    ],
)
def test_only_the_chosen_domains_and_none_that_look_alike(client, world, email, is_taken):
    register(client, email=email)

    assert Person.objects.filter(email=email.lower()).exists() is is_taken


def test_domains_are_compared_whole():
    assert is_in_domains("a@sub.gov.pl", ["*.gov.pl"])
    assert not is_in_domains("a@gov.pl", ["*.gov.pl"])
    assert not is_in_domains("a@.gov.pl", ["*.gov.pl"])
    assert not is_in_domains("a@gov.pl.", [])
    assert not is_in_domains("agov.pl", ["gov.pl"])


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize(
    "password",
    [
        "krótkie",
        "Listopad2026!!",
        "warszawa123456",
        "qwertyuiopasdf",
        "123456789012345",
        "aaaaaaaaaaaaaa",
        "Nowa Osoba 123",
        "HasłoHasło1234",
        "password123456",
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(client, world, password):
    response = register(client, password1=password)

    assert response.status_code == 200
    assert 'id="id_password1-error"' in response.content.decode()
    assert not Person.objects.filter(email="nowa@urzad.gov.pl").exists()


@pytest.mark.parametrize("email", ["nobody@umj.example", "ewa.kurowska@mrl.example"])
def test_a_forgotten_password_gets_the_same_answer_for_all(client, world, email):
    response = client.post(reverse("account_reset_password"), {"email": email})

    assert response.url == reverse("account_reset_password_done")
    assert Letter.objects.count() == (email == "ewa.kurowska@mrl.example")


def test_a_new_password_is_set_by_the_letter_once(client, world):
    client.post(reverse("account_reset_password"), {"email": "ewa.kurowska@mrl.example"})
    link = re.search(r"https?://[^/]+(/konto/haslo/nowe/\S+)", Letter.objects.get().text)[1]
    form = client.get(link)
    done = client.post(form.url, {"password1": "siedem zielonych lamp"})

    assert done.url == reverse("account_reset_password_from_key_done")
    assert Person.objects.get(handle="ewa.kurowska").check_password("siedem zielonych lamp")
    used = Client().get(link)
    assert "Ten odnośnik jest zużyty albo za stary" in used.content.decode()
    assert Letter.objects.latest("id").subject == "Twoje hasło w Ognisku jest zmienione"
