from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

import ognisko.settings
from ognisko.mail.models import Letter
from ognisko.office.models import Throttle
from ognisko.people import actions
from ognisko.people.models import Person
from ognisko.testing import NOW

PASSWORD = "siedem zielonych lamp"


@pytest.fixture
def ewa(world):
    person = world.people["ewa.kurowska"]
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, email="ewa.kurowska@mrl.example", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def test_address_and_password_sign_in(client, ewa):
    response = sign_in(client, email="  Ewa.Kurowska@MRL.example ")

    assert response.status_code == 302
    assert client.get("/").status_code == 200
    assert client.session["_auth_user_id"] == str(ewa.pk)


def test_the_page_on_the_way_is_reached(client, ewa):
    asked = client.get(reverse("people:directory"))
    page = client.get(asked.url).content.decode()
    assert f'name="next" value="{reverse("people:directory")}"' in page

    response = client.post(
        reverse("account_login"), {"login": ewa.email, "password": PASSWORD, "next": reverse("people:directory")}
    )
    assert response.url == reverse("people:directory")


@pytest.mark.parametrize(
    "outside", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_outside(client, ewa, outside):
    response = client.post(reverse("account_login"), {"login": ewa.email, "password": PASSWORD, "next": outside})

    assert "evil" not in response.url
    assert "javascript" not in response.url


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, ewa):
    wrong = sign_in(client, password="nie to hasło")
    unknown = sign_in(client, email="nikt.taki.tu@mrl.example", password="nie to hasło")

    def without_address(response):
        text = response.content.decode()
        return text.replace("nikt.taki.tu@mrl.example", "").replace("ewa.kurowska@mrl.example", "")

    assert wrong.status_code == unknown.status_code == 200
    assert "Adres albo hasło się nie zgadza." in wrong.content.decode()
    strip = [line for line in without_address(wrong).splitlines() if "csrfmiddlewaretoken" not in line]
    assert strip == [line for line in without_address(unknown).splitlines() if "csrfmiddlewaretoken" not in line]


def test_after_five_wrong_passwords_the_account_waits_longer_and_longer(ewa):
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(6):
            assert sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), password="źle").status_code == 200
        told = sign_in(Client(REMOTE_ADDR="10.0.0.99"))
        assert told.status_code == 429
        assert told["Retry-After"] == "10"
        assert "10 sekund" in told.content.decode()

        clock.shift(timedelta(seconds=10))
        assert sign_in(Client(REMOTE_ADDR="10.0.1.1"), password="źle").status_code == 200
        assert sign_in(Client(REMOTE_ADDR="10.0.1.2"))["Retry-After"] == "20"

        clock.shift(timedelta(seconds=20))
        assert sign_in(Client(REMOTE_ADDR="10.0.1.3")).status_code == 302


def test_nobody_is_locked_out_for_ever(ewa):
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(40):
            sign_in(Client(REMOTE_ADDR=f"10.0.{number}.1"), password="źle")
            clock.shift(timedelta(minutes=15))
        assert sign_in(Client()).status_code == 302


def test_the_right_password_forgets_the_tries(client, ewa):
    for _number in range(5):
        sign_in(client, password="źle")
    assert sign_in(client).status_code == 302
    client.logout()
    for _number in range(5):
        assert sign_in(client, password="źle").status_code == 200


def test_one_machine_that_tries_many_accounts_waits(world):
    client = Client(REMOTE_ADDR="10.9.9.9")
    answers = [sign_in(client, email=f"osoba{number}@mrl.example", password="źle") for number in range(23)]

    assert [answer.status_code for answer in answers[:21]] == [200] * 21
    assert answers[21].status_code == answers[22].status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.9.9.8"), email="ktos@mrl.example").status_code == 200


def test_the_table_of_tries_holds_no_addresses(client, ewa):
    sign_in(client, password="źle")

    for row in Throttle.objects.all():
        assert "ewa" not in row.key
        assert "127.0.0.1" not in row.key
        assert len(row.key) == 64


def test_a_forged_forwarded_address_does_not_escape_the_count(world):
    for number in range(22):
        answer = sign_in(Client(HTTP_X_FORWARDED_FOR=f"8.8.8.{number}"), email=f"o{number}@x.example", password="źle")

    assert answer.status_code == 429


def test_a_closed_account_says_so_only_to_the_right_password(client, ewa):
    ewa.is_active = False
    ewa.save()

    assert sign_in(client, password="źle").status_code == 200
    response = sign_in(client)
    assert response.url == reverse("account_inactive")
    assert "To konto jest zamknięte" in client.get(response.url).content.decode()


def test_an_imported_account_without_password_is_not_open_to_any(client, world):
    actions.register_person(email="bez.hasla@umj.example", name="Bez Hasła")

    assert sign_in(client, email="bez.hasla@umj.example", password="").status_code == 200
    assert sign_in(client, email="bez.hasla@umj.example", password="!").status_code == 200
    assert "_auth_user_id" not in client.session


def test_passwords_are_kept_by_argon2(settings):
    settings.PASSWORD_HASHERS = ognisko.settings.PASSWORD_HASHERS

    assert make_password(PASSWORD).startswith("argon2$")


def test_signing_out_asks_and_ends_the_session(signed_in):
    client = signed_in("ewa.kurowska")
    assert "Wylogować się?" in client.get(reverse("account_logout")).content.decode()
    assert client.session["_auth_user_id"]

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_sessions_are_listed_and_ended_one_by_one(ewa):
    here = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0")
    there = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537.36", REMOTE_ADDR="10.1.2.3")
    sign_in(here)
    sign_in(there)
    page = here.get(reverse("people:sessions")).content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert "10.1.2.3" in page

    other = UserSession.objects.get(ip="10.1.2.3")
    here.post(reverse("people:end_session", args=[other.pk]))

    assert here.get("/moj-profil/").status_code == 200
    assert there.get("/moj-profil/").status_code == 302


def test_nobody_ends_the_session_of_somebody_else(ewa, signed_in, client):
    sign_in(client)
    session = UserSession.objects.get(user=ewa)
    signed_in("urszula.maj").post(reverse("people:end_session", args=[session.pk]))

    assert client.get("/moj-profil/").status_code == 200


def test_signing_out_everywhere_ends_all_sessions_and_links(ewa):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    token = actions.make_link(ewa)
    response = here.post(reverse("people:sign_out_everywhere"))

    assert response.url == reverse("account_login")
    assert here.get("/moj-profil/").status_code == there.get("/moj-profil/").status_code == 302
    assert actions.find_link(token) is None


def test_a_closed_account_is_signed_out_at_once(ewa, world, client):
    sign_in(client)
    keeper = world.people["urszula.maj"]
    actions.give_role(keeper, kind="administrator", by=None)
    actions.deactivate(ewa, by=keeper)

    assert client.get("/moj-profil/").status_code == 302
    actions.reactivate(Person.objects.get(pk=ewa.pk), by=keeper)
    assert sign_in(Client()).status_code == 302


def test_a_change_of_password_is_told_by_letter_and_ends_other_sessions(ewa):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    new = {"oldpassword": PASSWORD, "password1": "osiem niebieskich kubków"}
    response = here.post(reverse("account_change_password"), new)

    assert response.status_code == 302
    assert here.get("/moj-profil/").status_code == 200
    assert there.get("/moj-profil/").status_code == 302
    letter = Letter.objects.get()
    assert letter.to_address == ewa.email
    assert letter.subject == "Twoje hasło w Ognisku jest zmienione"


def test_a_wrong_old_password_changes_nothing_and_is_counted(ewa, client):
    sign_in(client)
    typed = {"oldpassword": "źle", "password1": "osiem kubków i lamp"}
    for _number in range(6):
        wrong = client.post(reverse("account_change_password"), typed)
        assert "To nie jest Twoje hasło." in wrong.content.decode()

    assert client.post(reverse("account_change_password"), typed).status_code == 429
    assert Person.objects.get(pk=ewa.pk).check_password(PASSWORD)


def test_the_address_changes_when_its_letter_is_answered(ewa, client):
    sign_in(client)
    asked = client.post(reverse("account_email"), {"email": "ewa.nowa@mrl.example", "action_add": "1"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": "ewa.nowa@mrl.example", "action_add": "1"})
    assert Person.objects.get(pk=ewa.pk).email == "ewa.kurowska@mrl.example"

    letter = Letter.objects.get(to_address="ewa.nowa@mrl.example")
    link = next(word for word in letter.text.split() if "/konto/adres/" in word).partition("8000")[2]
    client.get(link)
    assert Person.objects.get(pk=ewa.pk).email == "ewa.kurowska@mrl.example"
    client.post(link)

    assert Person.objects.get(pk=ewa.pk).email == "ewa.nowa@mrl.example"
    told = Letter.objects.get(to_address="ewa.kurowska@mrl.example")
    assert told.subject == "Twój adres w Ognisku jest zmieniony"
    assert sign_in(Client(), email="ewa.nowa@mrl.example").status_code == 302
