"""Every page speaks both languages and stands on headings that go down by one."""

import re
from itertools import pairwise

import pytest

from ognisko.discussions.actions import reply
from ognisko.mail.models import Letter
from ognisko.moderation import actions
from ognisko.moderation.models import Measure
from ognisko.moderation.tests.conftest import AUTHOR, COORDINATOR, DEPUTY, KEEPER, MEMBER, OUTSIDER

WORDS = {
    "report": ("Zgłoś wpis", "Report a post"),
    "mine": ("Zgłoszenia i rozstrzygnięcia", "Reports and decisions"),
    "settle": ("Zgłoszenie", "A report"),
    "measure": ("Ukryty wpis", "A hidden post"),
    "decide": ("Odwołanie", "The appeal"),
    "queue": ("Porządek", "Keeping order"),
    "office": ("Zgłoszenia i odwołania", "Reports and appeals"),
    "act": ("Słowo do", "A word to"),
}


@pytest.fixture
def places(hidden, post, community, people, address):
    """By page: who looks, and where."""
    appeal = actions.appeal(hidden, by=people[AUTHOR], words="Proszę spojrzeć.")
    other = actions.report("post", post.thread.posts.get(number=1).pk, by=people[OUTSIDER], reason="secrecy")
    membership = community.memberships.current().get(person=people[AUTHOR])
    return {
        "report": (MEMBER, address("report", "post", post.thread.posts.get(number=1).pk)),
        "mine": (AUTHOR, address("mine")),
        "settle": (COORDINATOR, address("settle", other.pk)),
        "measure": (AUTHOR, hidden.get_absolute_url()),
        "decide": (DEPUTY, address("decide", appeal.pk)),
        "queue": (DEPUTY, address("queue", community.slug)),
        "office": (KEEPER, address("office")),
        "act": (DEPUTY, address("act", membership.pk)),
    }


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_page_in_both_languages(places, people, reading, name, language):
    handle, at = places[name]
    people[handle].language = language
    people[handle].save()

    page = reading(handle, at)

    assert WORDS[name][language == "en"] in page
    assert WORDS[name][language == "pl"] not in page
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("language", ["pl", "en"])
def test_letters_come_in_the_language_of_who_gets_them(people, post, community, language):
    for handle in (AUTHOR, DEPUTY, COORDINATOR, OUTSIDER):
        people[handle].language = language
        people[handle].save()
    post.refresh_from_db()
    made = actions.report("post", post.pk, by=people[OUTSIDER], reason="personal_data")
    actions.settle(made, by=people[COORDINATOR], outcome="hidden", words="Point 3.", answer="Thanks.")
    actions.appeal(Measure.objects.get(), by=people[AUTHOR], words="No.")

    texts = [letter.text + letter.subject for letter in Letter.objects.filter(key__startswith="moderation.")]
    mark = {"pl": "Wspólnota: ", "en": "Community: "}[language]
    assert len(texts) == 6
    assert [mark in text or "zgłoszenia" in text or "your report" in text for text in texts] == [True] * 6
    assert not any("Wanda" in text for text in texts)


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_asks_as_often_for_one_as_for_three(
    thread, people, community, signed_in, address, django_assert_num_queries, number
):
    for n in range(number):
        one = reply(thread, by=people[AUTHOR], text=f"Wpis {n}.")
        actions.report("post", one.pk, by=people[MEMBER], reason="rules")
        other = reply(thread, by=people[MEMBER], text=f"Inny {n}.")
        actions.report("post", other.pk, by=people[AUTHOR], reason="personal_data")
    client = signed_in(DEPUTY)
    client.get(address("queue", community.slug))

    with django_assert_num_queries(7):  # session, person, community, roles, reports, appeals, decided
        client.get(address("queue", community.slug))


def test_the_way_to_the_queue_stands_on_the_page_of_the_community(community, people, reading, address):
    link = f'href="{address("queue", community.slug)}"'
    pages = [reading(handle, community.get_absolute_url()) for handle in (COORDINATOR, DEPUTY, MEMBER, OUTSIDER)]
    assert [link in page for page in pages] == [True, True, False, False]


def test_the_administration_says_how_much_waits(made, people, reading, frozen):
    assert "Zgłoszenia i odwołania" in reading(KEEPER, "/administracja/")
