import pytest
from django.core import signing
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Consent, Invitation, Membership
from ognisko.communities.permissions import role_of
from ognisko.communities.tests.conftest import words
from ognisko.communities.tokens import invitation_address, invitation_token
from ognisko.mail.models import Letter

THIRTY = "\n".join(f"Osoba {number} <osoba{number}@urzad.example>" for number in range(30))
PURPOSE = "Prowadzicie podobne sprawy.\nLiczę na Wasze wzory."


@pytest.fixture
def community(found):
    return found("ewa.kurowska", visibility="members", entry="by_invitation")


@pytest.fixture
def invited(community, world):
    """Dawid, by his address here."""
    person = world.people["dawid.mroz"]
    return actions.invite(community, by=world.people["ewa.kurowska"], addresses=person.email, purpose=PURPOSE).sent[0]


@pytest.fixture
def link(invited):
    return reverse("communities:invitation", args=[invitation_token(invited)])


def test_thirty_pasted_addresses_get_one_letter_each_and_nobody_is_added(community, signed_in, address):
    client = signed_in("ewa.kurowska")
    response = client.post(address(community, "invite"), {"addresses": THIRTY, "purpose": PURPOSE})
    assert "Wysyłamy 30 zaproszeń" in words(response)
    letters = Letter.objects.filter(key__startswith="communities.invitation:")
    assert sorted(letters.values_list("to_address", flat=True)) == sorted(f"osoba{n}@urzad.example" for n in range(30))
    assert Membership.objects.current().filter(community=community).count() == 1


def test_the_letter_holds_the_purpose_and_a_link_that_works(invited, client):
    letter = Letter.objects.get(key=f"communities.invitation:{invited.pk}")
    assert letter.subject == "Zaproszenie: Odbiór ekspertyz"
    for part in (letter.text, letter.html):
        assert "Liczę na" in part.replace("\u00a0", " ")
        assert invitation_address(invited) in part
    assert letter.text.count("http") == 2  # the link, and the address of the place in the foot
    assert client.get(invitation_address(invited)).status_code == 200


def test_nobody_is_invited_twice(community, invited, signed_in, world, address):
    typed = {"addresses": f"{invited.address}, ewa.kurowska@mrl.example, nowa@urzad.example", "purpose": PURPOSE}
    page = words(signed_in("ewa.kurowska").post(address(community, "invite"), typed))
    assert "Już tu są ewa.kurowska@mrl.example" in page
    assert f"Zaproszenie już czeka, bez drugiego listu {invited.address}" in page
    assert Invitation.objects.filter(community=community).count() == 2


def test_one_bad_address_stops_all_letters_and_nothing_is_lost(community, signed_in, address):
    typed = {"addresses": "nowa@urzad.example\nkto to wie\njan@", "purpose": PURPOSE}
    response = signed_in("ewa.kurowska").post(address(community, "invite"), typed)
    page = words(response)
    assert response.status_code == 400
    assert "bo 2 fragmenty nie są adresami e-mail: „kto to wie” (wiersz 2), „jan@” (wiersz 3)." in page
    assert "nowa@urzad.example" in page and "Liczę na Wasze wzory." in page
    assert Invitation.objects.filter(community=community).count() == 0


def test_a_letter_without_a_purpose_is_not_sent(community, signed_in, address):
    response = signed_in("ewa.kurowska").post(address(community, "invite"), {"addresses": "a@b.pl", "purpose": " "})
    assert response.status_code == 400
    assert Invitation.objects.filter(community=community).count() == 0


def test_the_link_shows_and_changes_nothing(invited, link, client):
    for _time in range(2):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    invited.refresh_from_db()
    assert invited.answered_at is None
    assert Consent.objects.filter(community=invited.community).count() == 1


def test_one_button_joins_without_signing_in(invited, link, client, world):
    page = words(client.get(link))
    assert "Dołącz" in page and "Nie, dziękuję" in page and "Liczę na Wasze wzory." in page
    client.post(link, {"answer": "join"})
    membership = Membership.objects.current().get(community=invited.community, person=world.people["dawid.mroz"])
    invited.refresh_from_db()
    assert (membership.door, membership.consent.person, invited.answer) == (
        "invitation", world.people["dawid.mroz"], "joined",
    )  # fmt: skip
    assert "_auth_user_id" not in client.session


def test_no_thank_you_is_respected_for_half_a_year(invited, link, client, world):
    client.post(link, {"answer": "decline"})
    invited.refresh_from_db()
    assert invited.answer == "declined"
    again = actions.invite(
        invited.community, by=world.people["ewa.kurowska"], addresses=[invited.address], purpose=PURPOSE
    )
    assert (again.sent, again.declined_lately) == ([], [invited.address])


def test_an_answer_holds(invited, link, client, world):
    client.post(link, {"answer": "decline"})
    client.post(link, {"answer": "join"})
    assert role_of(world.people["dawid.mroz"], invited.community) is None


def test_somebody_else_cannot_use_the_link(invited, link, signed_in, world):
    client = signed_in("robert.kuca")
    assert "To zaproszenie jest dla adresu dawid.mroz@" in words(client.get(link))
    client.post(link, {"answer": "join"})
    assert role_of(world.people["robert.kuca"], invited.community) is None
    assert role_of(world.people["dawid.mroz"], invited.community) is None


@pytest.mark.parametrize(("registration", "says"), [("open", "Załóż konto"), ("closed", "Konta zakładają osoby")])
def test_without_an_account_the_page_is_honest(community, world, client, settings, registration, says):
    settings.REGISTRATION = registration
    made = actions.invite(community, by=world.people["ewa.kurowska"], addresses="nowa@urzad.example", purpose=PURPOSE)
    link = reverse("communities:invitation", args=[invitation_token(made.sent[0])])
    page = words(client.get(link))
    assert says in page and "Dołącz" not in page
    client.post(link, {"answer": "join"})
    assert Membership.objects.filter(community=community).count() == 1


def test_an_account_made_later_finds_the_invitation_waiting(community, world, signed_in):
    actions.invite(community, by=world.people["ewa.kurowska"], addresses="nowa@urzad.example", purpose=PURPOSE)
    person = world.people["robert.kuca"]
    person.email = "nowa@urzad.example"
    person.save()
    assert actions.join(community, by=person, door=Consent.Door.INVITATION).person == person


OTHERS = signing.TimestampSigner(salt="other").sign("1")


@pytest.mark.parametrize(
    "token", ["x", "1:abc:def", "", OTHERS], ids=["word", "shape", "nothing", "signed for another"]
)
def test_a_token_of_ones_own_making_is_no_token(client, world, token):
    assert client.get(f"/zaproszenie/{token}/").status_code == 404


def test_from_my_week_it_is_answered_by_its_person_only(invited, signed_in, world):
    accept, decline = (reverse(f"communities:{act}", args=[invited.pk]) for act in ("accept", "decline"))
    other = signed_in("robert.kuca")
    assert (other.post(accept).status_code, other.post(decline).status_code) == (404, 404)
    assert signed_in("dawid.mroz").post(accept).url == invited.community.get_absolute_url()


def test_only_who_may_invites(found, signed_in, world, address):
    community = found("ewa.kurowska")
    actions.join(community, by=world.people["dawid.mroz"])
    assert signed_in("dawid.mroz").get(address(community, "invite")).status_code == 403
    assert signed_in("robert.kuca").post(address(community, "invite"), {}).status_code == 403
