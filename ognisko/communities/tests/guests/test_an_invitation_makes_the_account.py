"""An invitation to an address without an account leads to one, and then to the question."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.communities import actions
from ognisko.communities.models import Membership
from ognisko.communities.tests.conftest import words
from ognisko.communities.tests.guests.conftest import ADDRESS, PASSWORD, link
from ognisko.communities.tokens import invitation_token
from ognisko.mail.models import Letter
from ognisko.people.models import Person


def test_the_letters_link_leads_to_an_account_and_then_to_the_question(invited, client):
    invitation = invited(until=date(2027, 1, 31))
    page = words(client.get(link(invitation)))
    assert "Załóż konto" in page and "Nie, dziękuję" in page and "Dołącz" not in page
    assert "gość" in page and "31 stycznia 2027" in page

    form = words(client.get(link(invitation, "make_account")))
    assert ADDRESS in form
    made = client.post(link(invitation, "make_account"), {"name": "Tamara Wilk", "password": PASSWORD})
    assert made.url == link(invitation)
    person = Person.objects.get(email=ADDRESS)
    assert (person.is_guest, person.is_listed, person.organisation) == (True, False, None)
    assert person.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.emailaddress_set.get().verified

    asked = words(client.get(made.url))
    assert "Dołącz" in asked and "Nie, dziękuję" in asked
    assert not Membership.objects.filter(person=person).exists()
    client.post(made.url, {"answer": "join"})
    membership = Membership.objects.current().get(person=person)
    assert (membership.community, membership.guest_until) == (invitation.community, date(2027, 1, 31))


def test_the_letter_says_that_one_comes_as_a_guest(invited):
    invitation = invited(until=date(2027, 1, 31))
    letter = Letter.objects.get(key=f"communities.invitation:{invitation.pk}")
    for part in (letter.text, letter.html):
        assert "jako gość" in part.replace("\u00a0", " ") and "31 stycznia 2027" in part.replace("\u00a0", " ")


def test_without_a_password_a_link_in_a_letter_signs_in(invited, client):
    invitation = invited()
    client.post(link(invitation, "make_account"), {"name": "Tamara Wilk", "password": ""})
    person = Person.objects.get(email=ADDRESS)
    assert not person.has_usable_password()
    Client().post(reverse("people:link_request"), {"email": ADDRESS})
    assert Letter.objects.filter(to_address=ADDRESS, key__startswith="people.sign_in_link").count() == 1


@pytest.mark.parametrize("typed", [{"name": "", "password": ""}, {"name": "Tamara Wilk", "password": "krótkie"}])
def test_what_is_wrong_is_said_and_nothing_is_made(invited, client, typed):
    response = client.post(link(invited(), "make_account"), typed)
    assert response.status_code == 400
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_looking_at_the_link_makes_nothing(invited, client):
    invitation = invited()
    for page in ("invitation", "make_account"):
        assert client.get(link(invitation, page)).status_code == client.head(link(invitation, page)).status_code == 200
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_no_thank_you_needs_no_account(invited, client):
    invitation = invited()
    client.post(link(invitation), {"answer": "decline"})
    invitation.refresh_from_db()
    assert invitation.answer == "declined"
    assert client.get(link(invitation, "make_account")).url == link(invitation)
    with pytest.raises(PermissionDenied):
        actions.make_account(invitation, token=invitation_token(invitation), name="Tamara Wilk")


def test_an_account_is_made_once_and_never_over_another(invited, client, world):
    invitation = invited()
    client.post(link(invitation, "make_account"), {"name": "Tamara Wilk", "password": ""})
    again = Client().post(link(invitation, "make_account"), {"name": "Ktoś Inny", "password": PASSWORD})
    assert again.url == link(invitation)
    assert Person.objects.get(email=ADDRESS).name == "Tamara Wilk"

    closed = world.people["dawid.mroz"]
    closed.is_active = False
    closed.save()
    second = invited(closed.email, slug="petycje")
    page = words(Client().get(link(second)))
    assert "Załóż konto" not in page and "Dołącz" not in page
    assert Client().post(link(second, "make_account"), {"name": "Ja"}).url == link(second)


def test_a_wrong_token_makes_nothing(invited, client):
    first, second = invited(), invited("inna@uczelnia.example")
    assert client.get("/zaproszenie/xyz/konto/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.make_account(first, token=invitation_token(second), name="Tamara Wilk")


def test_where_accounts_are_closed_the_page_says_whom_to_ask(invited, client, settings):
    invitation = invited()
    settings.REGISTRATION = "closed"
    assert "Konta zakładają osoby" in words(client.get(link(invitation)))
    assert client.post(link(invitation, "make_account"), {"name": "Tamara Wilk"}).url == link(invitation)
    assert not Person.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize(
    ("mode", "address", "is_guest"),
    [
        ("invitation", "nowa@mrl.example", False),
        ("domains", "nowa@mrl.example", False),
        ("domains", "nowa@mrl.example.evil.com", True),
        ("open", "nowa@uczelnia.example", False),
    ],
)
def test_who_is_a_guest_and_who_a_colleague(invited, client, settings, mode, address, is_guest):
    settings.REGISTRATION = mode
    client.post(link(invited(address), "make_account"), {"name": "Nowa Osoba", "password": ""})
    person = Person.objects.get(email=address)
    assert (person.is_guest, person.is_listed) == (is_guest, not is_guest)


def test_the_security_log_hears_of_the_account(invited, client):
    client.post(link(invited(), "make_account"), {"name": "Tamara Wilk", "password": ""})
    entry = Entry.objects.get(event="account_made")
    assert entry.facts["is_guest"] is True
    assert entry.target_id == Person.objects.get(email=ADDRESS).pk
