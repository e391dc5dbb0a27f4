"""The information clause: published by versions, read once, remembered with its version and time."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ognisko.office import actions, public_face
from ognisko.office.models import InformationClause, Reading
from ognisko.office.tests.face.whole import whole_clause
from ognisko.testing import NOW

POLISH, ENGLISH = "/informacja-o-danych/", "/en/privacy-notice/"
NOTE = 'id="clause-note"'


@pytest.fixture
def clause(officer) -> InformationClause:
    actions.save_clause(by=officer, texts=whole_clause())
    return actions.publish_clause(by=officer)


def reads(client: Client, version: int) -> None:
    client.post(reverse("office:confirm_reading", args=[version]), {"next": "/osoby/"})


def test_everybody_may_read_it_in_both_languages(clause, visitor):
    for address, language, words in (
        (POLISH, "pl", "Gdzie możesz złożyć skargę"),
        (ENGLISH, "en", "Where you may complain"),
    ):
        html = visitor.get(address).content.decode()
        assert f'<html lang="{language}">' in html
        assert words in html
        assert len(re.findall(r"<h2 id=", html)) == 10


def test_before_publication_the_page_says_so(visitor):
    page = visitor.get(POLISH)
    assert page.status_code == 200
    assert "jeszcze nie opublikował informacji" in page.content.decode().replace("\xa0", " ")


def test_the_first_sign_in_begins_with_it_once(clause, signed_in):
    client = signed_in("adam.cichon")
    assert client.get("/").headers["Location"] == POLISH
    assert "Przeczytane, dalej" in client.get(POLISH, headers={"accept-language": "pl"}).content.decode()
    assert client.get("/").status_code == 200


def test_a_banner_stands_on_every_page_until_it_is_read_then_never_again(clause, signed_in, world):
    client = signed_in("adam.cichon")
    assert NOTE in client.get("/osoby/").content.decode()
    answer = client.post(reverse("office:confirm_reading", args=[1]), {"next": "/osoby/"})
    assert answer.headers["Location"] == "/osoby/"
    assert NOTE not in client.get("/osoby/").content.decode()
    reading = Reading.objects.get()
    assert (reading.person, reading.clause.version, reading.at) == (world.people["adam.cichon"], 1, NOW)


def test_a_new_version_asks_once_more_and_keeps_both_readings(clause, officer, signed_in):
    client = signed_in("adam.cichon")
    reads(client, 1)
    actions.save_clause(by=officer, texts={"pl": {"transfer": "Nie, nadal nie."}})
    actions.publish_clause(by=officer)
    assert NOTE in client.get("/osoby/").content.decode()
    reads(client, 2)
    assert NOTE not in client.get("/osoby/").content.decode()
    assert list(Reading.objects.order_by("pk").values_list("clause__version", flat=True)) == [1, 2]


def test_what_was_read_in_one_browser_is_read_in_all(clause, signed_in):
    reads(signed_in("adam.cichon"), 1)
    other = signed_in("adam.cichon")
    assert NOTE not in other.get("/osoby/").content.decode()
    assert other.get("/").status_code == 200


def test_who_has_read_it_pays_no_query_for_it(clause, signed_in, django_assert_num_queries):
    client = signed_in("adam.cichon")
    reads(client, 1)
    client.get("/prywatnosc/")
    with django_assert_num_queries(2):  # session, person
        client.get("/prywatnosc/")


def test_a_visitor_is_not_asked(clause, visitor, django_assert_num_queries):
    visitor.get("/prywatnosc/")
    with django_assert_num_queries(0):
        assert NOTE not in visitor.get("/prywatnosc/").content.decode()


def test_reading_twice_keeps_the_first_time(clause, signed_in, frozen):
    client = signed_in("adam.cichon")
    reads(client, 1)
    frozen.shift(3600)
    reads(client, 1)
    assert [reading.at for reading in Reading.objects.all()] == [NOW]


def test_a_version_that_is_not_there_cannot_be_read_nor_a_draft(clause, officer, signed_in):
    actions.save_clause(by=officer, texts={})
    client = signed_in("adam.cichon")
    got = [client.post(reverse("office:confirm_reading", args=[number])).status_code for number in (0, 7)]
    assert got == [404, 404]
    assert Reading.objects.count() == 0


def test_the_way_back_leads_nowhere_else(clause, signed_in):
    address = reverse("office:confirm_reading", args=[1])
    answer = signed_in("adam.cichon").post(address, {"next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_nothing_is_published_while_a_field_is_missing(officer, signed_in):
    client = signed_in("joanna.sobczak")
    typed = {f"{lang}_{key}": text for lang, texts in whole_clause().items() for key, text in texts.items()}
    page = client.post(reverse("office:edit_clause"), {**typed, "en_officer": "", "act": "publish"})
    assert page.status_code == 422
    assert InformationClause.objects.newest() is None
    assert client.post(reverse("office:edit_clause"), {**typed, "act": "publish"}).status_code == 302
    assert InformationClause.objects.newest().version == 1


def test_the_officer_and_the_administrator_keep_it_nobody_else(ewa, officer, signed_in, world):
    assert actions.save_clause(by=ewa, texts=whole_clause()).version == 0
    with pytest.raises(PermissionDenied):
        actions.publish_clause(by=world.people["adam.cichon"])
    assert signed_in("adam.cichon").get(reverse("office:edit_clause")).status_code == 403
    assert signed_in("joanna.sobczak").get(reverse("office:edit_clause")).status_code == 200


def test_another_process_sees_a_new_version_when_it_looks_again(clause, officer, signed_in, monkeypatch):
    """The process that published looks at once; here is one that still keeps what it knew before."""
    client = signed_in("adam.cichon")
    public_face.keep(public_face.PublicFace())
    assert NOTE not in client.get("/osoby/").content.decode()
    monkeypatch.setattr(public_face, "LOOKS_AGAIN_AFTER", 0.0)
    assert NOTE in client.get("/osoby/").content.decode()
