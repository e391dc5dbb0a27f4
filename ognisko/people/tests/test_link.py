import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.models import SignInLink
from ognisko.testing import NOW

ADDRESS = "ewa.kurowska@mrl.example"


def ask(client, email=ADDRESS, **more):
    return client.post(reverse("people:link_request"), {"email": email, **more})


def link_of(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.text)[1]


def test_a_letter_brings_a_link_whose_page_has_one_button(client, world):
    ask(client)
    letter = Letter.objects.get()
    assert letter.to_person == world.people["ewa.kurowska"]
    assert letter.subject == "Odnośnik do logowania w Ognisku"
    assert link_of(letter) in letter.html

    page = client.get(link_of(letter)).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<button") == 1
    assert "Ewa Kurowska" in main

    response = client.post(link_of(letter))
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(world.people["ewa.kurowska"].pk)


def test_a_scanner_that_follows_links_changes_nothing(client, world):
    ask(client)
    link = link_of(Letter.objects.get())
    for _visit in range(5):
        Client().get(link)
        assert Client().head(link).status_code == 200

    assert client.post(link).status_code == 302


def test_a_link_works_once(client, world):
    ask(client)
    link = link_of(Letter.objects.get())
    client.post(link)

    again = Client().post(link)
    assert again.status_code == 410
    assert "Ten odnośnik jest zużyty albo za stary" in again.content.decode()
    assert Client().get(link).status_code == 410


def test_a_used_link_closes_the_others(client, world):
    ask(client)
    ask(client)
    first, second = (link_of(letter) for letter in Letter.objects.order_by("id"))
    client.post(second)

    assert Client().post(first).status_code == 410


def test_a_link_lives_fifteen_minutes(client, world):
    with time_machine.travel(NOW, tick=False) as clock:
        ask(client)
        link = link_of(Letter.objects.get())
        clock.shift(timedelta(minutes=14))
        assert client.get(link).status_code == 200
        clock.shift(timedelta(minutes=1, seconds=1))
        assert client.get(link).status_code == client.post(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "x:y:z", "a" * 500, "%00", "ąę"])
def test_a_forged_link_opens_nothing(client, world, token):
    assert client.get(f"/konto/odnosnik/{token}/").status_code == 410


def test_a_changed_letter_of_a_link_opens_nothing(client, world):
    token = actions.make_link(world.people["ewa.kurowska"])

    assert actions.use_link(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert actions.use_link(("a" if token[0] != "a" else "b") + token[1:]) is None
    assert actions.use_link(token).person == world.people["ewa.kurowska"]


def test_the_secret_of_a_link_is_not_kept(client, world):
    token = actions.make_link(world.people["ewa.kurowska"])
    link = SignInLink.objects.get()

    assert token.partition(":")[0] not in link.digest


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, world):
    known, unknown = ask(client), ask(client, email="nikt.taki.tu@mrl.example")

    assert known.status_code == unknown.status_code == 200
    shape = [line for line in known.content.decode().splitlines() if "csrf" not in line]
    other = [line for line in unknown.content.decode().splitlines() if "csrf" not in line]
    assert "\n".join(shape).replace(ADDRESS, "") == "\n".join(other).replace("nikt.taki.tu@mrl.example", "")
    assert Letter.objects.count() == 1


def test_a_closed_account_gets_no_letter(client, world):
    person = world.people["ewa.kurowska"]
    person.is_active = False
    person.save()
    ask(client)

    assert Letter.objects.count() == 0


def test_few_letters_go_to_one_address(world):
    answers = [ask(Client(REMOTE_ADDR=f"10.0.0.{number}")).status_code for number in range(6)]

    assert answers == [200, 200, 200, 200, 429, 429]
    assert Letter.objects.count() == 4


def test_an_unknown_address_waits_just_the_same(world):
    answers = [ask(Client(), email="nikt@mrl.example").status_code for _number in range(6)]

    assert answers == [200, 200, 200, 200, 429, 429]


def test_the_page_on_the_way_is_reached_also_on_another_device(client, world):
    ask(client, next=reverse("people:directory"))
    response = Client().post(link_of(Letter.objects.get()))

    assert response.url == reverse("people:directory")


def test_a_link_leads_nowhere_outside(client, world):
    ask(client, next="https://evil.example/")

    assert Client().post(link_of(Letter.objects.get())).url == "/"


def test_the_letter_names_the_place_of_the_settings_not_of_the_request(world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Client(HTTP_HOST="evil.example").post(reverse("people:link_request"), {"email": ADDRESS})

    assert "evil" not in Letter.objects.get().text


def test_the_letter_is_written_in_the_language_of_the_person(client, world):
    ask(client, email=world.people["claire.donovan"].email)
    person = world.people["claire.donovan"]
    actions.set_language(person, by=person, language="en")
    ask(client, email=person.email)

    subjects = list(Letter.objects.order_by("id").values_list("subject", flat=True))
    assert subjects == ["Odnośnik do logowania w Ognisku", "Your link to sign in to Ognisko"]


def test_who_has_nothing_but_letters_confirms_by_a_fresh_one(world, frozen):
    person = actions.register_person(email="bez.hasla@umj.example", name="Bez Hasła")
    client = Client()
    first = actions.make_link(person)
    client.post(reverse("people:link", args=[first]))
    pages = ("account_email", "account_set_password", "mfa_activate_totp", "mfa_add_webauthn")
    for page in pages:
        assert client.get(reverse(page)).status_code == 200, page

    frozen.shift(20 * 60)
    for page in pages:
        asked = client.get(reverse(page))
        assert asked.url.startswith(reverse("people:link_request")), page
    assert client.post(reverse("account_email"), {"email": "nowy@umj.example", "action_add": "1"}).status_code == 302
    assert not Letter.objects.filter(to_address="nowy@umj.example").exists()
    form = client.get(asked.url).content.decode()
    assert 'value="bez.hasla@umj.example"' in form and f'name="next" value="{reverse("mfa_add_webauthn")}"' in form

    fresh = actions.make_link(person, next_path=reverse("account_email"))
    assert client.post(reverse("people:link", args=[fresh])).url == reverse("account_email")
    assert client.get(reverse("account_email")).status_code == 200
