"""Many people write at once: numbers have no gaps and counts are right. Threads of the test commit for real."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from ognisko.communities import actions as community_actions
from ognisko.discussions import actions
from ognisko.discussions.models import Post, ReadPosition, Thread
from ognisko.people.models import Person

AT_ONCE = 8
EACH = 6


def alone(act):
    """Run in a thread of its own, with a database connection that is closed afterwards."""

    def run(*inputs):
        try:
            return act(*inputs)
        finally:
            connections.close_all()

    return run


def at_once(act, inputs):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone(act), inputs))


@pytest.fixture
def people(transactional_db):
    """A few people of nowhere: what a test commits empties the database, and building the named world takes long."""
    return [
        Person.objects.create(email=f"o{n}@urzad.example", handle=f"o{n}", name=f"Osoba {n}") for n in range(AT_ONCE)
    ]


@pytest.fixture
def committed(people):
    community = community_actions.create_community(
        by=people[0], name="Tłok", topic="Pomagamy piszącym naraz, gdy jest tłok, żeby nic nie zginęło."
    )
    for person in people[1:]:
        community_actions.join(community, by=person)
    return actions.begin_thread(community, by=people[0], kind="question", title="Wszyscy naraz?", text="Pisz.")


@pytest.mark.slow
def test_replies_written_at_once_are_numbered_without_gaps(people, committed):
    def write(n):
        by = Person.objects.get(pk=people[n % AT_ONCE].pk)
        return actions.reply(committed, by=by, text=f"Odpowiedź {n}").number

    numbers = at_once(write, range(AT_ONCE * EACH))

    committed.refresh_from_db()
    assert sorted(numbers) == list(range(2, AT_ONCE * EACH + 2))
    assert committed.post_count == AT_ONCE * EACH + 1


@pytest.mark.slow
def test_one_reply_sent_many_times_at_once_is_one_post(people, committed):
    by = people[1].pk

    posts = at_once(lambda _n: actions.reply(committed, by=Person.objects.get(pk=by), text="Raz").pk, range(AT_ONCE))

    assert len(set(posts)) == 1
    assert Post.objects.filter(thread=committed).count() == 2


@pytest.mark.slow
def test_one_form_sent_many_times_at_once_begins_one_thread(people, committed):
    by, community = people[1].pk, committed.community
    before = Thread.objects.filter(community=community).count()
    form = {"kind": "discussion", "title": "Jeden", "text": "Raz."}

    at_once(lambda _n: actions.begin_thread(community, by=Person.objects.get(pk=by), **form).pk, range(AT_ONCE))

    community.refresh_from_db()
    assert Thread.objects.filter(community=community).count() == community.thread_count == before + 1


@pytest.mark.slow
def test_thanks_and_read_marks_at_once_are_counted_right(people, committed):
    post = committed.posts.get()
    members = [person.pk for person in people[1:]]

    def thank_and_read(pk):
        person = Person.objects.get(pk=pk)
        fresh = Post.objects.select_related("thread__community").get(pk=post.pk)
        for number in (1, 3, 2):
            actions.mark_read(fresh.thread, by=person, number=number)
        actions.thank(fresh, by=person)
        return actions.thank(fresh, by=person).pk

    at_once(thank_and_read, [pk for pk in members for _ in range(2)])

    post.refresh_from_db()
    assert post.thanks_count == post.thanks.count() == len(members)
    positions = ReadPosition.objects.filter(thread=committed, person__in=members)
    assert set(positions.values_list("number", flat=True)) == {3}
