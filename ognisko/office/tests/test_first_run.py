import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from ognisko.office import actions
from ognisko.office.middleware import FirstRunMiddleware
from ognisko.office.models import Office
from ognisko.people.models import InstallationRole, Organisation, Person, Unit
from ognisko.testing import NOW

YOU = {"name": "Anna Pierwsza", "email": "Anna@urzad.example", "password": "siedem zielonych lamp"}
PLACE = {
    "name": "Urząd Próbny",
    "short_name": "UP",
    "units": "Biuro Organizacyjne\n  Wydział Kadr\n  Wydział Zakupów\nDepartament Prawny > Wydział Umów\n",
}


@pytest.fixture
def code(db, monkeypatch):
    """An empty installation, as far as this process knows, and its code."""
    monkeypatch.setattr(FirstRunMiddleware, "is_set_up", False)
    Office.objects.all().delete()
    return actions.make_first_run_code()


def step(number):
    return reverse("office:first_run_step", args=[number])


def enter(client, code):
    return client.post(reverse("office:first_run"), {"code": code})


@pytest.mark.parametrize("path", ["/", "/osoby/", "/konto/logowanie/", "/nie-ma-takiej/", "/wspolnoty/", "/en/people/"])
def test_before_it_is_set_up_every_page_leads_to_the_first_run(client, code, path):
    response = client.get(path)

    assert (response.status_code, response.url) == (302, reverse("office:first_run"))


@pytest.mark.parametrize("path", ["/healthz", "/favicon.ico", "/prywatnosc/", "/en/first-run/"])
def test_what_the_first_run_itself_needs_is_open(client, code, path):
    assert client.get(path).status_code != 302 or "pierwsze" not in client.get(path).url


def test_the_code_then_you_then_the_office_and_you_are_in(client, code):
    assert enter(client, f"  {code.upper().replace('-', ' ')} ").url == step(1)
    assert client.post(step(1), YOU).url == step(2)
    assert client.post(step(2), PLACE).url == reverse("home:my_week")

    person = Person.objects.get(email="anna@urzad.example")
    office = Office.objects.get()
    organisation = Organisation.objects.get(name="Urząd Próbny")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (office.is_set_up, office.name, office.first_run_code, office.holds_demo) == (
        True,
        "Urząd Próbny",
        "",
        False,
    )
    assert person.check_password(YOU["password"])
    assert person.organisation == organisation
    assert InstallationRole.objects.get().person == person
    tree = {
        (unit.name, unit.parent.name if unit.parent else "") for unit in Unit.objects.filter(organisation=organisation)
    }
    assert tree == {
        ("Biuro Organizacyjne", ""),
        ("Wydział Kadr", "Biuro Organizacyjne"),
        ("Wydział Zakupów", "Biuro Organizacyjne"),
        ("Departament Prawny", ""),
        ("Wydział Umów", "Departament Prawny"),
    }
    assert client.get("/").status_code in (200, 302)
    assert client.get(reverse("office:first_run")).url == "/"


def test_going_back_loses_nothing(client, code):
    enter(client, code)
    client.post(step(1), YOU)
    page = client.get(step(1)).content.decode()
    assert 'value="Anna Pierwsza"' in page
    assert YOU["password"] not in page

    assert client.post(step(1), YOU | {"password": ""}).url == step(2)
    client.post(step(2), PLACE)
    assert Person.objects.get(email="anna@urzad.example").check_password(YOU["password"])


def test_a_mistake_keeps_what_was_typed(client, code):
    enter(client, code)
    response = client.post(step(1), YOU | {"password": "krótkie"})

    assert response.status_code == 422
    assert 'value="Anna Pierwsza"' in response.content.decode()
    client.post(step(1), YOU)
    wrong = client.post(step(2), PLACE | {"units": "x" * 300})
    assert wrong.status_code == 422
    assert "Wiersz 1: nazwa ma więcej niż 250 znaków." in wrong.content.decode()
    assert 'value="Urząd Próbny"' in wrong.content.decode()


def test_nobody_skips_the_code_or_a_step(client, code):
    assert client.get(step(1)).url == reverse("office:first_run")
    assert client.post(step(2), PLACE).url == reverse("office:first_run")
    enter(client, code)
    assert client.post(step(2), PLACE).url == step(1)
    assert client.get(step(9)).url == step(1)
    assert not Organisation.objects.filter(name="Urząd Próbny").exists()


def test_a_newer_code_puts_the_older_out_of_use(client, code):
    enter(client, code)
    newer = actions.make_first_run_code()

    assert client.get(step(1)).url == reverse("office:first_run")
    assert enter(client, code).status_code == 422
    assert enter(client, newer).url == step(1)


def test_guessing_the_code_waits_longer_and_longer(code):
    with time_machine.travel(NOW, tick=False) as clock:
        client = Client()
        assert [enter(client, "aaaa-bbbb-cccc").status_code for _try in range(7)] == [422] * 6 + [429]
        assert enter(client, code).status_code == 429
        clock.shift(timedelta(seconds=10))
        assert enter(client, code).status_code == 302


def test_the_code_is_kept_hashed_and_is_none_once_set_up(code):
    assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}", code)
    assert code not in Office.objects.get().first_run_code
    actions.set_up(name="Urząd")

    assert actions.make_first_run_code() is None
    assert not actions.is_first_run_code(code)
    with pytest.raises(PermissionDenied):
        actions.set_up(name="Drugi")


def test_an_office_that_is_set_up_costs_no_query(client, world, django_assert_num_queries):
    client.get(reverse("office:privacy"))
    with django_assert_num_queries(0):
        client.get(reverse("office:privacy"))
    assert client.get(reverse("office:first_run")).url == "/"
    assert client.post(step(1), YOU).url == reverse("office:first_run")


def test_the_demo_needs_no_first_run(client, code, settings):
    settings.DEMO = True

    assert client.get(reverse("account_login")).status_code == 200


def test_the_privacy_page_names_every_cookie(client, world, settings):
    page = client.get(reverse("office:privacy")).content.decode()

    for name in (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
        "ognisko_appearance",
    ):
        assert name in page


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "%(name)s %s", "Zażółć 👩‍👩‍👧"]
)
def test_bad_input_comes_back_inert_and_is_kept_as_it_was(client, code, text):
    assert "<img src=x" not in enter(client, text).content.decode()
    enter(client, code)
    client.post(step(1), YOU | {"name": text})
    back = client.get(step(1)).content.decode()
    assert f'value="{escape(text)}"' in back
    client.post(step(2), {"name": text, "short_name": text[:40], "units": text})

    assert Person.objects.get(email="anna@urzad.example").name == text
    organisation = Organisation.objects.get(name=text)
    assert [unit.name for unit in organisation.units.all()] == [text]
