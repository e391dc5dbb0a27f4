"""Before posting: what looks like the data of a person or a case comes back once, with everything that was typed."""

import re

import pytest
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.models import Post, Thread
from ognisko.discussions.tests.conftest import ASKER, MEMBER
from ognisko.moderation.models import CautionCount

TEXT = "Mam to u siebie.\n\nProszę dzwonić: 600 123 456, sprawa ABC.0210.77.2026."
HTMX = {"HX-Request": "true"}


def key_in(page: str) -> str:
    return re.search(r'name="anyway" value="(\w+)"', page)[1]


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page)).replace("\xa0", " ")


@pytest.fixture
def reply_to(thread: Thread) -> str:
    return reverse("discussions:reply", args=[thread.pk, thread.slug])


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole page", "htmx"])
def test_a_reply_comes_back_once_with_what_was_found_and_where(thread, signed_in, reply_to, headers):
    client = signed_in(MEMBER)
    answer = client.post(reply_to, {"text": TEXT, "seen": "1"}, headers=headers)

    page = answer.content.decode()
    assert (answer.status_code, thread.posts.count()) == (422, 1)
    assert "600 123 456, sprawa ABC.0210.77.2026." in page.split("<textarea")[1]
    assert "To wygląda na numer telefonu: „600 123 456” (Tekst, wiersz 3)" in plain(page)
    assert "To wygląda na znak sprawy: „ABC.0210.77.2026” (Tekst, wiersz 3)" in plain(page)
    assert 'href="#reply-text"' in page

    client.post(reply_to, {"text": TEXT, "seen": "1", "anyway": key_in(page)}, headers=headers)
    assert thread.posts.get(number=2).text == TEXT


def test_the_button_lets_nothing_pass_that_was_typed_afterwards(thread, signed_in, reply_to):
    client = signed_in(MEMBER)
    key = key_in(client.post(reply_to, {"text": TEXT}).content.decode())

    answer = client.post(reply_to, {"text": f"{TEXT} PESEL 44051401359", "anyway": key})

    assert (answer.status_code, thread.posts.count()) == (422, 1)
    assert "numer PESEL: „44051401359”" in plain(answer.content.decode())


def test_a_corrected_text_is_simply_posted(thread, signed_in, reply_to):
    client = signed_in(MEMBER)
    client.post(reply_to, {"text": TEXT})
    client.post(reply_to, {"text": "Mam to u siebie."})

    assert thread.posts.get(number=2).text == "Mam to u siebie."
    assert CautionCount.objects.exists() is False


def test_a_new_thread_keeps_all_that_was_typed(world, signed_in):
    community = world.communities["eksperci"]
    at = reverse("discussions:new", args=[community.slug])
    typed = {
        "kind": "experience",
        "title": "Konto PL61 1090 1014 0000 0712 1981 2874 nie przechodzi",
        "text": "Jak w temacie.",
        "tags": "umowy, rachunki",
    }
    client = signed_in(ASKER)

    answer = client.post(at, typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "numer konta bankowego: „PL61 1090 1014 0000 0712 1981 2874” (Tytuł, wiersz 1)" in plain(page)
    assert all(f'value="{typed[name]}"' in page for name in ("title", "tags"))
    assert re.search(r'value="experience"[^>]*checked', page)

    client.post(at, {**typed, "anyway": key_in(page)})
    assert Thread.objects.get(title=typed["title"]).tags.count() == 2


def test_an_edit_warns_only_of_what_is_new(thread, say, people, signed_in):
    post = say(MEMBER, "Numer: 600 123 456.")
    at = reverse("discussions:edit", args=[post.pk])
    client = signed_in(MEMBER)

    assert client.post(at, {"text": "Numer sekretariatu: 600123456."}).status_code == 302
    assert client.post(at, {"text": "Numer: 600 123 456 i 601 222 333."}).status_code == 422


def test_who_passes_over_a_warning_is_only_counted(world, thread, signed_in, reply_to, frozen):
    client = signed_in(MEMBER)
    key = key_in(client.post(reply_to, {"text": TEXT}).content.decode())
    client.post(reply_to, {"text": TEXT, "anyway": key})

    rows = CautionCount.objects.order_by("kind").values_list("community__external_id", "kind", "count")
    assert list(rows) == [("eksperci", "case", 1), ("eksperci", "phone", 1)]


def test_the_verbs_know_nothing_of_it(thread, people):
    assert actions.reply(thread, by=people[MEMBER], text=TEXT).number == 2


def test_joining_with_the_reply_is_kept_through_the_warning(world, thread, signed_in, reply_to):
    client = signed_in("joanna.sobczak")
    page = client.post(reply_to, {"text": TEXT, "join": "1"}).content.decode()

    assert '<input type="hidden" name="join" value="1">' in page
    assert thread.community.memberships.current().filter(person__handle="joanna.sobczak").exists() is False
    client.post(reply_to, {"text": TEXT, "join": "1", "anyway": key_in(page)})
    assert Post.objects.filter(thread=thread, author__handle="joanna.sobczak").count() == 1


RULE = "Ta wspólnota jest publiczna. Nie zamieszczaj niczego, co chroni tajemnica"


def test_where_everybody_reads_the_rule_of_secrecy_stands_above_the_editor(world, signed_in, thread):
    public, other = world.communities["konferencje"], world.communities["eksperci"]
    client = signed_in("ewa.kurowska")
    pages = [
        reverse("discussions:new", args=[public.slug]),
        public.threads.filter(closed_at=None).first().get_absolute_url(),
    ]
    for at in pages:
        page = client.get(at).content.decode()
        assert RULE in plain(page.split("<textarea")[0])
    assert "informacji niejawnych" in plain(client.get(public.get_absolute_url()).content.decode())

    member = signed_in(MEMBER)
    for at in (reverse("discussions:new", args=[other.slug]), thread.get_absolute_url(), other.get_absolute_url()):
        assert "informacji niejawnych" not in plain(member.get(at).content.decode())
