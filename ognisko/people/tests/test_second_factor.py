"""Signing in with a second factor: an app with codes and recovery codes. Passkeys live in tests/stories."""

import base64
import hashlib
import hmac
import json
import re
import struct

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.second_factor import qr_svg
from ognisko.testing import NOW

PASSWORD = "siedem zielonych lamp"


def code_of(secret, at):
    """RFC 6238, on its own: what a telephone would show."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at.timestamp()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def ewa(world, frozen):
    person = world.people["ewa.kurowska"]
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def later(frozen):
    """Half a minute passes, and the app shows the next code."""

    def pass_(seconds=30):
        frozen.shift(seconds)

    return pass_


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def sign_in(client, person, **more):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, **more})


def confirmed(client, address, method="get", data=None):
    """What a page answers after the person has shown once more who they are."""
    asked = getattr(client, method)(address, data or {})
    if asked.status_code == 302 and "/potwierdz/" in asked.url:
        client.post(asked.url, {"password": PASSWORD})
        asked = getattr(client, method)(address, data or {})
    return asked


@pytest.fixture
def secret(ewa, frozen, django_capture_on_commit_callbacks):
    """Ewa has added an app; what it keeps."""
    client = Client()
    sign_in(client, ewa)
    page = text(confirmed(client, reverse("mfa_activate_totp")))
    kept = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": code_of(kept, NOW)})
    assert done.url == reverse("mfa_view_recovery_codes")
    frozen.shift(60)
    return kept


def now_of(secret):
    return code_of(secret, timezone.now())


def second_step(ewa, client=None):
    client = client or Client()
    response = sign_in(client, ewa)
    assert response.url == reverse("mfa_authenticate")
    return client


def is_in(client):
    return "_auth_user_id" in client.session


# --- Adding an app -------------------------------------------------------------------------------------------


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


# --- Signing in ----------------------------------------------------------------------------------------------


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


# --- Recovery codes ------------------------------------------------------------------------------------------


def codes_of(client):
    page = text(confirmed(client, reverse("mfa_view_recovery_codes")))
    return [code.replace(" ", "") for code in re.findall(r"<li><code>(\d{4} \d{4})</code></li>", page)]


@pytest.fixture
def inside(secret, ewa):
    client = second_step(ewa)
    client.post(reverse("mfa_authenticate"), {"code": now_of(secret)})
    return client


def test_each_recovery_code_opens_once(inside, ewa):
    codes = codes_of(inside)
    assert len(set(codes)) == 10
    client = second_step(ewa)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[3]}).status_code == 302
    again = second_step(ewa)
    assert again.post(reverse("mfa_authenticate"), {"code": codes[3]}).status_code == 200
    assert codes_of(inside) == [code for code in codes if code != codes[3]]


def test_codes_are_a_file_too(inside, ewa):
    codes = codes_of(inside)
    file = inside.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Disposition"] == 'attachment; filename="kody-zapasowe.txt"'
    assert file["Content-Type"].startswith("text/plain")
    said = text(file)
    assert ewa.email in said and re.findall(r"\d{4} \d{4}", said) == [f"{code[:4]} {code[4:]}" for code in codes]
    assert "no-store" in file["Cache-Control"]


def test_new_codes_end_the_old_ones_and_are_told(inside, ewa, django_capture_on_commit_callbacks):
    old = codes_of(inside)
    assert "10 kodów, które zostały, przestanie" in text(confirmed(inside, reverse("mfa_generate_recovery_codes")))
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(codes_of(inside))
    assert second_step(ewa).post(reverse("mfa_authenticate"), {"code": old[0]}).status_code == 200
    assert Letter.objects.filter(key__startswith="people.recovery_codes_made").count() == 1


def test_codes_are_shown_to_nobody_who_only_sat_down_at_the_desk(inside, later):
    later(3600)
    for page in ("mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_generate_recovery_codes"):
        assert "/potwierdz/" in inside.get(reverse(page)).url


def test_a_code_of_the_app_confirms_as_well_as_the_password(inside, secret, later):
    later(3600)
    asked = inside.get(reverse("mfa_view_recovery_codes"))
    page = text(inside.get(asked.url))
    assert "Użyj kodu" in page
    other = f"{reverse('mfa_reauthenticate')}?next={reverse('mfa_view_recovery_codes')}"
    assert inside.post(other, {"code": now_of(secret)}).url == reverse("mfa_view_recovery_codes")
    assert inside.get(reverse("mfa_view_recovery_codes")).status_code == 200


# --- Removing ------------------------------------------------------------------------------------------------


def test_removing_the_app_ends_the_codes_and_is_told(inside, ewa):
    page = text(confirmed(inside, reverse("mfa_deactivate_totp")))
    assert "znikną też kody zapasowe" in page
    assert Authenticator.objects.filter(user=ewa).count() == 2
    inside.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=ewa).exists()
    assert Letter.objects.filter(key__startswith="people.second_factor_removed", to_address=ewa.email).count() == 1
    assert Entry.objects.filter(event="factor_removed").earliest("pk").facts["kinds"] == ["totp"]
    client = Client()
    sign_in(client, ewa)
    assert is_in(client)


def test_an_administrator_forgets_the_factor_of_who_lost_it(secret, ewa, world):
    keeper = world.people["urszula.maj"]
    with pytest.raises(PermissionDenied):
        actions.forget_second_factor(ewa, by=keeper)
    actions.give_role(keeper, kind="administrator", by=None)
    with pytest.raises(PermissionDenied):
        actions.forget_second_factor(keeper, by=keeper)
    assert actions.forget_second_factor(ewa, by=keeper) == 2
    assert Entry.objects.filter(event="factor_removed", actor_id=keeper.pk, target_id=ewa.pk).count() == 1
    assert Letter.objects.filter(key__startswith="people.second_factor_removed").count() == 1
    client = Client()
    sign_in(client, ewa)
    assert is_in(client)


def test_a_new_address_is_still_possible(inside, ewa):
    confirmed(inside, reverse("account_email"), "post", {"email": "ewa.nowa@mrl.example", "action_add": "1"})
    assert Letter.objects.filter(to_address="ewa.nowa@mrl.example").count() == 1


# --- Whoever keeps the place must have one ------------------------------------------------------------------


@pytest.fixture
def keeper(ewa):
    actions.give_role(ewa, kind="administrator", by=None)
    return ewa


PAGES = ("home:my_week", "people:directory", "communities:directory", "home:administration", "people:profile")


def test_in_production_an_administrator_without_one_is_led_to_it_from_every_page(keeper, settings, client):
    settings.PRODUCTION = True
    sign_in(client, keeper)
    for page in PAGES:
        assert client.get(reverse(page)).url == reverse("mfa_index"), page
    assert client.post(reverse("people:profile"), {"name": "Inna"}).url == reverse("mfa_index")
    page = text(client.get(reverse("mfa_index")))
    assert "Opiekujesz się tym miejscem, więc go potrzebujesz" in page
    assert client.get(reverse("people:sessions")).status_code == 200
    assert confirmed(client, reverse("mfa_activate_totp")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_once_it_is_there_every_page_opens_and_the_last_one_stays(keeper, settings, inside):
    settings.PRODUCTION = True
    for page in PAGES:
        assert inside.get(reverse(page)).status_code == 200, page
    page = text(confirmed(inside, reverse("mfa_deactivate_totp")))
    assert "jeden drugi składnik musi zostać" in page
    inside.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=keeper, type="totp").exists()


def test_elsewhere_and_for_others_nothing_is_asked(keeper, settings, client, signed_in):
    sign_in(client, keeper)
    assert client.get(reverse("people:profile")).status_code == 200
    settings.PRODUCTION = True
    assert signed_in("adam.cichon").get(reverse("people:profile")).status_code == 200


# --- The pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"), [("pl", "Drugi składnik i klucze dostępu"), ("en", "Second factor and passkeys")]
)
def test_every_page_speaks_both_languages(inside, ewa, language, said):
    ewa.language = language
    ewa.save()
    for page in (
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ):
        answer = confirmed(inside, reverse(page))
        assert answer.status_code == 200, page
        assert said in text(answer), page


def test_a_qr_code_is_a_square_of_dark_and_light():
    svg = str(qr_svg("otpauth://totp/x?secret=ABC"))
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    assert (size - 8) % 4 == 1  # modules of a code, and the quiet around it
    assert 'fill="#fff"' in svg and svg.count("h1v1h-1z") > 200


def test_texts_in_a_qr_code_do_not_become_markup():
    assert "<script" not in str(qr_svg('"><script>'))


def test_the_keeper_at_the_machine_lets_the_last_administrator_in(secret, keeper, capsys):
    call_command("forget_factor", keeper.email.upper())
    assert "Forgotten." in capsys.readouterr().out
    call_command("forget_factor", keeper.email)
    assert "has no second factor" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("forget_factor", "nikt@mrl.example")
    assert Letter.objects.filter(key__startswith="people.second_factor_removed", to_address=keeper.email).count() == 1


def test_an_administrator_without_a_password_finds_a_way_to_it_too(keeper, settings, client, frozen):
    settings.PRODUCTION = True
    keeper.set_unusable_password()
    keeper.save()
    client.post(reverse("people:link", args=[actions.make_link(keeper)]))
    frozen.shift(3600)
    asked = client.get(reverse("mfa_activate_totp"))
    assert client.get(asked.url).status_code == 200
    fresh = actions.make_link(keeper, next_path=reverse("mfa_activate_totp"))
    assert client.post(reverse("people:link", args=[fresh])).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
