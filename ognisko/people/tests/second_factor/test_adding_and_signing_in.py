"""An app is added; a password alone no longer signs in."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.tests.second_factor.conftest import PASSWORD, confirmed, is_in, now_of, second_step, sign_in, text


def test_before_adding_the_person_shows_who_they_are(ewa, client):
    sign_in(client, ewa)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.post(asked.url, {"password": "nie to"}).status_code == 200
    assert client.post(asked.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")


def test_the_page_shows_a_picture_without_styles_and_the_key_in_words(ewa, client):
    sign_in(client, ewa)
    page = text(confirmed(client, reverse("mfa_activate_totp")))
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="qr"' in page
    assert "style=" not in page and "data:image" not in page
    assert re.search(r"otpauth://totp/ewa.kurowska%40mrl.example\?secret=[A-Z2-7]{32}&amp;issuer=Ognisko", page)


def test_a_wrong_code_adds_nothing(ewa, client):
    sign_in(client, ewa)
    confirmed(client, reverse("mfa_activate_totp"))
    page = text(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    assert "To nie pasuje." in page
    assert not Authenticator.objects.filter(user=ewa).exists()


def test_an_app_brings_ten_recovery_codes_and_a_letter(secret, ewa, client):
    kinds = Authenticator.objects.filter(user=ewa).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]
    letter = Letter.objects.get(key__startswith="people.second_factor_added")
    assert (letter.to_address, letter.subject) == (ewa.email, "Nowy drugi składnik logowania do Ogniska")
    told = Entry.objects.filter(event="factor_added").order_by("pk")
    assert [(entry.actor_id, entry.facts["kinds"]) for entry in told] == [
        (ewa.pk, ["totp"]),
        (ewa.pk, ["recovery_codes"]),
    ]


def test_the_database_alone_gives_no_secret_away(secret, ewa):
    kept = json.dumps(list(Authenticator.objects.filter(user=ewa).values_list("data", flat=True)))
    assert secret not in kept


def test_after_a_change_of_the_installations_key_no_code_fits_and_nothing_breaks(secret, ewa, settings):
    settings.SECRET_KEY = "another-key-of-another-machine-0123456789"
    settings.SECRET_KEY_FALLBACKS = []
    client = second_step(ewa)
    assert client.post(reverse("mfa_authenticate"), {"code": now_of(secret)}).status_code == 200
    assert not is_in(client)


def test_a_password_alone_no_longer_signs_in(secret, ewa):
    client = second_step(ewa)
    assert not is_in(client)
    assert client.get(reverse("people:profile")).status_code == 302
    done = client.post(reverse("mfa_authenticate"), {"code": f" {now_of(secret)[:3]} {now_of(secret)[3:]} "})
    assert done.status_code == 302 and is_in(client)


def test_a_link_of_a_letter_alone_does_not_either(secret, ewa, client):
    token = actions.make_link(ewa, next_path=reverse("people:directory"))
    assert client.post(reverse("people:link", args=[token])).url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": now_of(secret)}).url == reverse("people:directory")
    assert is_in(client)


def test_the_page_on_the_way_is_reached(secret, ewa):
    client = Client()
    sign_in(client, ewa, next=reverse("people:sessions"))
    assert client.post(reverse("mfa_authenticate"), {"code": now_of(secret)}).url == reverse("people:sessions")


def test_the_second_step_is_not_there_without_the_first(secret, client):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")
    assert client.post(reverse("mfa_authenticate"), {"code": now_of(secret)}).url == reverse("account_login")


def test_a_code_opens_once(secret, ewa, later):
    code = now_of(secret)
    assert second_step(ewa).post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    for _other in range(2):
        later()
        seen = second_step(ewa)
        assert seen.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
        assert not is_in(seen)


def test_a_clock_half_a_minute_off_is_right_enough(secret, ewa, later):
    code = now_of(secret)
    later(30)
    assert second_step(ewa).post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    later(90)
    old = now_of(secret)
    later(90)
    assert second_step(ewa).post(reverse("mfa_authenticate"), {"code": old}).status_code == 200


def test_codes_cannot_be_guessed_one_after_another(secret, ewa):
    client = second_step(ewa)
    for number in range(6):
        assert client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": now_of(secret)}).status_code == 429
    assert second_step(ewa).post(reverse("mfa_authenticate"), {"code": now_of(secret)}).status_code == 429
    assert Entry.objects.filter(event="sign_in_failed", target_id=ewa.pk).count() == 6


@pytest.mark.parametrize(
    "typed", [{}, {"code": ""}, {"code": "Ω\x00" * 50}, {"credential": "{}"}, {"credential": "[1"}]
)
def test_nonsense_is_a_wrong_answer(secret, ewa, typed):
    client = second_step(ewa)
    assert client.post(reverse("mfa_authenticate"), typed).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(
    "credential",
    [
        "{}",
        "[]",
        "1",
        '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ", "clientDataJSON": "e30",'
        ' "authenticatorData": "AA", "signature": "AA"}}',
        '{"id": "AA", "response": {"userHandle": 7}}',
    ],
)
def test_a_made_up_passkey_signs_nobody_in(ewa, client, credential):
    options = client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})
    assert options.json()["request_options"]["publicKey"]["userVerification"] == "required"
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.url == reverse("account_login")
    assert not is_in(client)
    said = text(client.get(answer.url))
    assert "To nie pasuje." in said or "Klucz dostępu nie został użyty." in said
