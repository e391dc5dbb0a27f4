import pytest
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.office.models import HouseRules
from ognisko.office.registration import rule

pytestmark = pytest.mark.django_db


def chosen(client, mode, domains=""):
    return client.post(reverse("office:registration"), {"mode": mode, "domains": domains})


def test_until_somebody_chooses_the_environment_decides_and_the_page_says_so(keeper, settings):
    settings.REGISTRATION, settings.REGISTRATION_DOMAINS = "domains", ["urzad.example"]
    page = keeper.get(reverse("office:registration")).content.decode()
    assert rule() == ("domains", ("urzad.example",))
    assert "Tak, jak mówią ustawienia maszyny, teraz: Osoby z adresem w domenach poniżej same" in page
    assert "urzad.example</textarea>" in page


def test_the_choice_goes_before_the_environment_and_is_noted(keeper, world, settings):
    settings.REGISTRATION = "open"
    answer = chosen(keeper, "domains", "@Urzad.Example\n*.gov.pl; urzad.example.\n")
    assert answer.status_code == 302
    assert rule() == ("domains", ("urzad.example", "*.gov.pl"))
    entry = Entry.objects.get(event="settings_changed")
    assert (entry.actor_id, entry.target_kind) == (world.people["krzysztof.mielnik"].pk, "office.houserules")
    assert entry.facts == {"what": "registration", "was": ["", 0], "now": ["domains", 2]}


def test_it_can_be_left_to_the_environment_again(keeper, settings):
    settings.REGISTRATION, settings.REGISTRATION_DOMAINS = "closed", []
    chosen(keeper, "open")
    assert rule() == ("open", ())
    chosen(keeper, "", "urzad.example")
    assert rule() == ("closed", ())


@pytest.mark.parametrize(
    ("domains", "words"),
    [
        ("", "Wpisz co najmniej jedną domenę"),
        ("urzad", "urzad to nie jest domena."),
        ("*.pl.", "*.pl to nie jest domena."),
        ("https://urzad.example/", "https://urzad.example/ to nie jest domena."),
        ("ok.example\nnie ok!", "nie to nie jest domena."),
        ("a" * 300 + ".example", "to nie jest domena."),
        (" ".join(f"d{n}.example" for n in range(201)), "Za dużo domen."),
        ("<script>.example", "&lt;script&gt;.example to nie jest domena."),
    ],
)
def test_what_is_no_domain_stays_in_the_box_with_words_beside_it(keeper, domains, words):
    answer = chosen(keeper, "domains", domains)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not HouseRules.objects.exclude(registration="").exists()


def test_a_rule_that_nobody_knows_is_refused(keeper):
    assert chosen(keeper, "everybody").status_code == 422
    assert not HouseRules.objects.exclude(registration="").exists()


def test_the_door_of_registration_obeys(keeper, client):
    chosen(keeper, "closed")
    assert b'name="password1"' not in client.get(reverse("account_signup")).content
    chosen(keeper, "open")
    assert b'name="password1"' in client.get(reverse("account_signup")).content
