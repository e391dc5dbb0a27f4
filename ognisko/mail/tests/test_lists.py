import pytest
from django.test import Client

from ognisko.mail import unsubscribing
from ognisko.mail.actions import keep, keep_from_library
from ognisko.mail.addresses import ReplyAddress, reply_address, verify
from ognisko.mail.envelope import compose
from ognisko.mail.lists import MailingList
from ognisko.office.models import Office
from ognisko.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ewa():
    Office.objects.update_or_create(pk=1, defaults={"is_set_up": True})
    return Person.objects.create(email="ewa@urzad.example", name="Ewa Próbna", handle="ewa.probna")


@pytest.fixture
def stopped(monkeypatch):
    """Who wanted no more letters about what, in the order in which they said so."""
    monkeypatch.setattr(unsubscribing, "_scopes", {})
    said = []
    unsubscribing.register(
        "test", lambda person, about: said.append((person.name, about)), words=lambda person, about: f"Koniec {about}."
    )
    return said


def a_letter(ewa, **more):
    words = {"subject": "Temat", "text": "Treść", "address": ewa.email, "to": ewa}
    return compose(keep(key="t:1", **{**words, **more}))


def test_a_letter_names_its_list_and_the_way_out_of_it_and_stays_in_its_thread(ewa, stopped, settings):
    settings.MAIL_DOMAIN = "urzad.example"
    of = MailingList("test", "12", slug="konferencje", name="Żywe konferencje")
    thread = {"In-Reply-To": "<a@urzad.example>", "References": "<a@urzad.example>"}
    raw = a_letter(ewa, belongs_to=of, headers=thread).as_bytes().decode()
    assert "<konferencje.ognisko.urzad.example>" in raw
    assert "In-Reply-To: <a@urzad.example>" in raw
    assert ("Auto-Submitted: auto-generated" in raw, "Precedence: bulk" in raw) == (True, True)
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    link = raw.split("List-Unsubscribe: <")[1].split(">")[0]
    place = "/" + link.split("://")[1].split("/", 1)[1]

    page = Client().get(place).content.decode()
    assert ("Koniec 12." in page, stopped) == (True, [])
    program = Client(enforce_csrf_checks=True)
    assert program.post(place, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stopped == [("Ewa Próbna", "12")]
    assert (Client().post(place[:-3] + "x/").status_code, len(stopped)) == (404, 1)


def test_a_letter_to_an_account_or_to_a_list_that_nobody_keeps_has_no_way_out(ewa, stopped):
    asked = compose(keep_from_library(to=ewa.email, subject="Hasło", text="Treść", headers={}))
    other = a_letter(ewa, belongs_to=MailingList("other"))
    assert [(m["List-Id"] is None, m["List-Unsubscribe"]) for m in (asked, other)] == [(False, None)] * 2


def test_an_address_for_replies_is_believed_only_as_we_signed_it(ewa, settings):
    settings.MAIL_REPLY_DOMAIN = "ognisko.urzad.example"
    to = ReplyAddress("thread", 123_456_789, ewa.pk)
    address = reply_address(to)
    assert (verify(address.upper()), len(address.partition("@")[0]) <= 64) == (to, True)
    wrong = [address.replace("thread", "post"), address.replace("@", "@x."), "", "re-a-1-1-aaaaaaaaaaaaaaaa@x", "ł@"]
    assert [verify(one) for one in wrong] == [None] * 5
    assert a_letter(ewa, answers_go_to=("thread", 5))["Reply-To"] == reply_address(ReplyAddress("thread", 5, ewa.pk))
    settings.MAIL_REPLY_DOMAIN = ""
    assert (
        compose(keep(key="t:2", address=ewa.email, to=ewa, subject="T", text="t", answers_go_to=("thread", 5)))[
            "Reply-To"
        ]
        is None
    )
