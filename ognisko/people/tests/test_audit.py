"""What the security log hears of coming in, going out and trying in vain."""

import pytest
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.people import actions

pytestmark = pytest.mark.django_db
PASSWORD = "zielone-kasztany-pod-mostem"


def heard():
    return list(
        Entry.objects.filter(event__startswith="sign_")
        .order_by("pk")
        .values_list("event", "actor_id", "target_id", "result")
    )


@pytest.fixture
def adam(world):
    adam = world.people["adam.cichon"]
    adam.set_password(PASSWORD)
    adam.save()
    return adam


def typed(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_coming_in_by_password_and_going_out(adam):
    client = Client(REMOTE_ADDR="10.1.2.3")
    typed(client, adam.email, PASSWORD)
    client.post(reverse("account_logout"))
    assert heard() == [("sign_in", adam.pk, adam.pk, "done"), ("sign_out", adam.pk, adam.pk, "done")]
    first = Entry.objects.get(event="sign_in")
    assert (first.address, first.facts, len(first.request_id)) == ("10.1.2.3", {"ways": ["password"]}, 16)


def test_coming_in_by_a_link(adam):
    token = actions.make_link(adam)
    Client().post(reverse("people:link", args=[token]))
    assert heard() == [("sign_in", adam.pk, adam.pk, "done")]


def test_a_wrong_password_names_the_account_that_was_tried(adam):
    typed(Client(), adam.email, "cokolwiek-innego")
    assert heard() == [("sign_in_failed", None, adam.pk, "failed")]


def test_an_address_that_nobody_has_is_not_kept(world):
    typed(Client(), "Nikogo@Urzad.example", "cokolwiek-innego")
    typed(Client(), "nikogo@urzad.example", "cokolwiek")
    entries = list(Entry.objects.filter(event__startswith="sign_").values_list("event", "target_id", "facts"))
    account = entries[0][2]["account"]
    assert entries == [("sign_in_failed", None, {"account": account})] * 2
    assert len(account) == 16
    assert not any("nikogo" in str(value).lower() for row in Entry.objects.values_list() for value in row)


def test_asking_a_signed_in_person_anew_and_in_vain_names_them(adam):
    client = Client()
    client.force_login(adam)
    client.post(reverse("account_reauthenticate"), {"password": "nie-to"})
    assert heard()[-1] == ("sign_in_failed", adam.pk, adam.pk, "failed")


def test_a_closed_account_is_refused_and_that_is_noted(adam):
    adam.is_active = False
    adam.save()
    typed(Client(), adam.email, PASSWORD)
    assert heard()[-1] == ("sign_in", None, adam.pk, "refused")
