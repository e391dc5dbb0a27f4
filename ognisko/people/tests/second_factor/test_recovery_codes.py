"""Recovery codes, and removing the app."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.tests.second_factor.conftest import codes_of, confirmed, is_in, now_of, second_step, sign_in, text


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
