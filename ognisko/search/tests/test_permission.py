"""Nobody learns by search what they may not see: not from results, nor counts, nor filters, nor the order."""

import random
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ognisko.communities import actions as community_actions
from ognisko.communities.models import Community
from ognisko.discussions import actions
from ognisko.discussions.models import Post, Thread
from ognisko.people.models import Person
from ognisko.search.models import EntryText
from ognisko.search.query import search
from ognisko.search.registry import Stranger
from ognisko.search.terms import count_anew

MANY = 100_000


def may_see(person, results) -> bool:
    visible = {
        "thread": Thread.objects.visible_to(person),
        "post": Post.objects.visible_to(person),
        "community": Community.objects.visible_to(person),
        "person": Person.objects.visible_to(person).listed(),
    }
    by_kind: dict[str, set[int]] = {}
    for result in results:
        by_kind.setdefault(result.kind, set()).add(result.object_id)
    return all(visible[kind].filter(pk__in=ids).count() == len(ids) for kind, ids in by_kind.items())


def words_of_the_world(number: int, seed: int) -> list[str]:
    words = sorted(
        {word for text in EntryText.objects.values_list("text", flat=True) for word in re.findall(r"\w{4,}", text)}
    )
    return random.Random(seed).sample(words, number)


def test_random_people_find_only_and_all_that_they_may_see(world) -> None:
    people = [*random.Random(4).sample(sorted(world.people.values(), key=lambda p: p.pk), 8), AnonymousUser()]
    everything = {}
    for word in words_of_the_world(25, seed=5):
        for person in people:
            results = search(word, person=person, most=MANY).found
            assert may_see(person, results)
            everything.setdefault(word, {})[person.pk] = {(r.kind, r.object_id) for r in results}
    assert len({frozenset(found) for by_person in everything.values() for found in by_person.values()}) > 20


@pytest.fixture
def hidden(world):
    ewa = world.people["ewa.kurowska"]
    community = community_actions.create_community(
        by=ewa, name="Grzechotnikowo", topic="Pomagamy grzechotnikom.", visibility=Community.Visibility.MEMBERS
    )
    thread = actions.begin_thread(
        community,
        by=ewa,
        kind="question",
        title="Grzechotnik w urzędzie",
        text="Grzechotnik pełznie.",
        tags=["Grzechot"],
    )
    actions.reply(thread, by=ewa, text="Konferencja grzechotników i zwrot kosztów.")
    return community


WORDS = ["grzechotnik", "grzech", "grzechotnkik", "konferencja", "zwrot kosztów", "urząd", '"Grzechotnik pełznie"']


def test_a_hidden_community_leaves_no_trace_for_others(world, hidden) -> None:
    for person in (Stranger(), AnonymousUser()):
        for typed in WORDS:
            results = search(typed, person=person)
            assert all(result.community_id != hidden.pk for result in results.found)
    assert search("grzechotnik", person=world.people["ewa.kurowska"]).found


def test_the_page_of_an_outsider_is_the_same_with_and_without_a_hidden_community(world, signed_in) -> None:
    outsider = next(h for h in sorted(world.people) if h != "ewa.kurowska")
    client = signed_in(outsider)

    def pages() -> list[str]:
        count_anew()
        return [
            re.sub(
                r'(csrfmiddlewaretoken" value|session-ends" content)="[^"]*"',
                "",
                client.get("/szukaj/", {"q": word}).content.decode(),
            )
            for word in WORDS
        ]

    before = pages()
    ewa = world.people["ewa.kurowska"]
    community = community_actions.create_community(
        by=ewa, name="Grzechotnikowo", topic="Pomagamy.", visibility=Community.Visibility.MEMBERS
    )
    actions.begin_thread(
        community, by=ewa, kind="question", title="Grzechotnik: konferencja, zwrot kosztów", text="Urząd."
    )
    assert pages() == before


def test_scores_of_others_do_not_move_when_a_hidden_community_writes(world) -> None:
    def scores():
        count_anew()
        return [(r.kind, r.object_id, r.score) for word in WORDS for r in search(word, person=Stranger()).found]

    before = scores()
    ewa = world.people["ewa.kurowska"]
    community = community_actions.create_community(
        by=ewa, name="Grzechotnikowo", topic="Pomagamy.", visibility=Community.Visibility.MEMBERS
    )
    actions.begin_thread(community, by=ewa, kind="question", title="Konferencja i zwrot kosztów", text="Urząd. " * 5)
    assert scores() == before


def test_an_outsider_cannot_ask_by_filter(world, hidden, signed_in) -> None:
    outsider = next(h for h in sorted(world.people) if h != "ewa.kurowska")
    address = {"q": "grzechotnik", "community": hidden.pk, "tag": "grzechot"}
    page = signed_in(outsider).get("/szukaj/", address).content.decode()
    assert "Nic nie ma." in page
    assert "Grzechotnikowo" not in page


def test_who_leaves_finds_no_more(world, hidden) -> None:
    ewa = world.people["ewa.kurowska"]
    community_actions.leave(hidden, by=ewa)
    assert search("grzechotnik", person=Person.objects.get(pk=ewa.pk)).found == []


def test_a_visitor_finds_what_is_public_only(world) -> None:
    public = set(Community.objects.filter(visibility=Community.Visibility.PUBLIC).values_list("pk", flat=True))
    results = search("konferencja umowa ekspert", person=AnonymousUser(), most=MANY).found
    assert {result.community_id for result in results} <= public
    assert Client().get("/szukaj/", {"q": "konferencja"}).status_code == 200
