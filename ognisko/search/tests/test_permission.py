"""Nobody learns by search what they may not see: not from results, nor counts, nor filters, nor the order."""

import re
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ognisko.communities import actions as community_actions
from ognisko.communities.models import Community
from ognisko.discussions import actions
from ognisko.discussions.models import Post, Thread
from ognisko.people.models import Person
from ognisko.search import page
from ognisko.search.analysis.keys import columns, unpacked
from ognisko.search.analysis.stop_words import STOP_WORDS
from ognisko.search.models import Entry, EntryText
from ognisko.search.query import Filters, _completed, search
from ognisko.search.question import understand
from ognisko.search.registry import Stranger, document
from ognisko.search.terms import count_anew

MANY = 100_000


def holding(word) -> set[tuple[str, int]]:
    """Without any engine: every entry that holds one of the keys by which the word is looked for."""
    (asked,) = _completed(understand(word))[0]
    wanted = asked.by_lemma | asked.by_prefix
    rows = EntryText.objects.values_list("entry__kind", "entry__object_id", "keys")
    return {(kind, pk) for kind, pk, packed in rows if wanted & found_by(packed)}


def found_by(packed) -> set[int]:
    found = columns(unpacked(packed))
    return {*found.title, *found.text}


def visible(person) -> set[tuple[str, int]]:
    seen = {
        "thread": Thread.objects.visible_to(person),
        "post": Post.objects.visible_to(person),
        "community": Community.objects.visible_to(person),
        "person": Person.objects.visible_to(person).listed(),
    }
    return {(kind, pk) for kind, things in seen.items() for pk in things.values_list("pk", flat=True)}


def words_of_the_world() -> list[str]:
    texts = EntryText.objects.values_list("text", flat=True)
    words = {word.lower() for text in texts for word in re.findall(r"[^\W\d_]{5,}", text)}
    return sorted(word for word in words if word not in STOP_WORDS)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_people_find_and_count_all_that_they_may_see_and_nothing_else(world, hidden, data) -> None:
    person = data.draw(st.sampled_from([*sorted(world.people.values(), key=lambda one: one.pk), AnonymousUser()]))
    word = data.draw(st.sampled_from(["grzechotnik", *words_of_the_world()]))
    community = data.draw(st.sampled_from([None, hidden.pk, *Community.objects.values_list("pk", flat=True)]))

    found = search(word, person=person, most=MANY, filters=Filters(community_id=community)).found

    expected = holding(word) & visible(person)
    if community:
        within = Entry.objects.filter(community_id=community).values_list("kind", "object_id")
        expected &= set(within)
    assert {(one.kind, one.object_id) for one in found} == expected
    counts = {str(facet.label): facet.count for facet in page.kinds(found, {})}
    assert counts == {str(document(kind).label): n for kind, n in Counter(kind for kind, _pk in expected).items()}
    names = page.Names(found, person)
    known = {pk for kind, pk in visible(person) if kind == "community"}
    assert sum(facet.count for facet in page.communities(found, names, {})) <= len(expected)
    assert {one.community_id for one in found} - {None} <= known


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
    shown = signed_in(outsider).get("/szukaj/", address).content.decode()
    assert "Nic nie ma." in shown
    assert "Grzechotnikowo" not in shown


def test_who_leaves_finds_no_more(world, hidden) -> None:
    ewa = world.people["ewa.kurowska"]
    community_actions.leave(hidden, by=ewa)
    assert search("grzechotnik", person=Person.objects.get(pk=ewa.pk)).found == []


def test_a_visitor_finds_what_is_public_only(world) -> None:
    public = set(Community.objects.filter(visibility=Community.Visibility.PUBLIC).values_list("pk", flat=True))
    results = search("konferencja umowa ekspert", person=AnonymousUser(), most=MANY).found
    assert {result.community_id for result in results} <= public
    assert Client().get("/szukaj/", {"q": "konferencja"}).status_code == 200
