"""Sentences that may still speak of somebody erased: the office reads them and decides."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.discussions.actions import edit_post, reply
from ognisko.discussions.models import Post, Thread
from ognisko.people.actions import give_role
from ognisko.people.models import Person
from ognisko.privacy.actions import ask_erasure, settle_place
from ognisko.privacy.models import Place
from ognisko.privacy.working import Clerk
from ognisko.search.models import EntryText

OFFICER, WHO, PAGE = "adam.cichon", "krzysztof.mielnik", "/administracja/usuniecia/"


@pytest.fixture
def client(world, signed_in):
    give_role(world.people[OFFICER], kind="data_protection_officer", by=None)
    return signed_in(OFFICER)


@pytest.fixture
def post(world) -> Post:
    """Written by a colleague, before the person it may speak of was erased."""
    thread = Thread.objects.filter(community=world.communities["eksperci"], closed_at=None).first()
    post = reply(thread, by=world.people[OFFICER], text="Pan Mielnik pisał, żeby Mielnikowi nie odpisywać.")
    who = world.people[WHO]
    ask_erasure(who, by=who)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        Clerk().work("test")
    return post


def places(post: Post) -> list[Place]:
    return list(Place.objects.filter(model="discussions.post", object_id=post.pk).order_by("start"))


def test_the_page_shows_the_sentence_with_the_word_in_question(client, post):
    page = client.get(PAGE).content.decode()
    assert "Pan <mark>Mielnik</mark> pisał" in page
    assert "żeby <mark>Mielnikowi</mark> nie odpisywać." in page


def test_replacing_one_moves_the_other(client, post):
    first, second = places(post)
    client.post(f"{PAGE}{first.pk}/", {"replace": "1"})
    post.refresh_from_db()
    assert post.text == "Pan konto usunięte pisał, żeby Mielnikowi nie odpisywać."
    assert "Pan konto usunięte pisał, żeby Mielnikowi nie" in post.html.replace("&nbsp;", " ")
    client.post(f"{PAGE}{second.pk}/", {"replace": "1"})
    post.refresh_from_db()
    assert post.text == "Pan konto usunięte pisał, żeby konto usunięte nie odpisywać."
    assert "Mielnik" not in post.html
    found = EntryText.objects.get(entry__kind="post", entry__object_id=post.pk)
    assert found.text.replace("\u00a0", " ") == "Pan konto usunięte pisał, żeby konto usunięte nie odpisywać."
    assert Place.objects.waiting().filter(object_id=post.pk).count() == 0
    assert Entry.objects.filter(event="person_changed").count() == 2


def test_somebody_else_keeps_their_name(client, post):
    first, _second = places(post)
    client.post(f"{PAGE}{first.pk}/", {"keep": "1"})
    post.refresh_from_db()
    first.refresh_from_db()
    assert post.text == "Pan Mielnik pisał, żeby Mielnikowi nie odpisywać."
    assert (first.settled_at is not None, first.is_replaced) == (True, False)


def test_a_text_that_changed_since_is_not_touched(world, client, post):
    first, _second = places(post)
    edit_post(post, by=post.author, text="Ktoś o podobnym nazwisku pisał.")
    page = client.post(f"{PAGE}{first.pk}/", {"replace": "1"}, follow=True).content.decode()
    post.refresh_from_db()
    assert post.text == "Ktoś o podobnym nazwisku pisał."
    assert "Tekst się od tego czasu zmienił" in page


def test_nobody_without_the_duty_decides(world, post):
    other = Person.objects.get(handle="joanna.sobczak")
    with pytest.raises(PermissionDenied):
        settle_place(places(post)[0], by=other, replace=True)
