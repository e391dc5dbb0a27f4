import pytest
from django.test import Client
from django.urls import reverse

from ognisko.people.models import Person


def choose(client, what, value, next_path="/osoby/?q=ł"):
    return client.post(reverse(f"people:{what}"), {what: value, "next": next_path})


def test_a_visitor_chooses_the_language_for_this_browser(client, world):
    assert '<html lang="pl"' in client.get(reverse("account_login")).content.decode()
    response = choose(client, "language", "en", reverse("account_login"))

    assert response.url == reverse("account_login")
    page = client.get(response.url).content.decode()
    assert '<html lang="en"' in page
    assert "Send me a link" in page


def test_a_person_takes_the_language_along(signed_in, world):
    choose(signed_in("ewa.kurowska"), "language", "en")

    assert Person.objects.get(handle="ewa.kurowska").language == "en"
    assert '<html lang="en"' in signed_in("ewa.kurowska").get(reverse("people:profile")).content.decode()


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [("en-GB,en;q=0.9", "en"), ("de,fr;q=0.5", "pl"), ("pl-PL", "pl"), ("", "pl"), ("en;q=0.1,pl;q=0.2", "pl")],
)
def test_without_a_choice_the_browser_speaks(world, accepted, shown):
    response = Client(HTTP_ACCEPT_LANGUAGE=accepted).get(reverse("account_login"))

    assert f'<html lang="{shown}"' in response.content.decode()
    assert response["Content-Language"] == shown
    assert {"Accept-Language", "Cookie"} <= {word.strip() for word in response["Vary"].split(",")}


def test_the_appearance_is_kept_here_and_with_the_person(signed_in, world):
    client = signed_in("ewa.kurowska")
    response = choose(client, "appearance", "dark")

    assert response.url == "/osoby/?q=%C5%82" or response.url == "/osoby/?q=ł"
    assert 'data-theme="dark"' in client.get("/osoby/").content.decode()
    assert Person.objects.get(handle="ewa.kurowska").appearance == "dark"


def test_signing_in_brings_the_appearance_to_another_browser(client, world, settings):
    settings.DEMO = True
    Person.objects.filter(handle="ewa.kurowska").update(appearance="contrast")
    client.post(reverse("people:demo_sign_in", args=["ewa.kurowska"]))

    assert client.cookies["ognisko_appearance"].value == "contrast"


@pytest.mark.parametrize("what", ["language", "appearance"])
def test_a_choice_that_is_none_is_refused(client, world, what):
    assert choose(client, what, "<script>").status_code == 400
    assert client.get(reverse(f"people:{what}")).status_code == 405


@pytest.mark.parametrize(
    "outside",
    ["https://evil.example", "//evil.example", "/\\evil.example", "http:evil", "javascript:1", "\t//evil.example"],
)
def test_a_choice_leads_nowhere_outside(client, world, outside):
    assert choose(client, "language", "en", outside).url == "/"


def test_the_cookies_of_choices_are_out_of_reach_of_scripts(client, world, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = choose(client, "language", "en").cookies["ognisko_language"]

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
