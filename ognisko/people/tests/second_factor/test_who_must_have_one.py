"""Whoever keeps the place must have a second factor; and how its pages look."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse

from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.second_factor import qr_svg
from ognisko.people.tests.second_factor.conftest import PAGES, confirmed, sign_in, text


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
