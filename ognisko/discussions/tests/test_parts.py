from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ognisko.communities import actions as community_actions
from ognisko.discussions import actions
from ognisko.discussions.models import Thread
from ognisko.discussions.parts import begun_by, fresh_threads, new_in_communities, open_questions, waiting_questions
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OBSERVER, OUTSIDER


def titles(part):
    return [str(entry.title).replace("\xa0", " ") for entry in part.inputs["entries"]] if part else []


def waiting(person):
    part = waiting_questions(person=person)
    return [str(item["entry"].title).replace("\xa0", " ") for item in part.inputs["items"]] if part else []


def test_a_community_shows_its_open_questions_and_its_fresh_threads(world, thread, signed_in, say):
    community, person = thread.community, world.people[OUTSIDER]
    assert thread.title in titles(open_questions(community=community, person=person))
    assert thread.title not in titles(fresh_threads(community=community, person=person))

    actions.mark_helped(thread, say(MEMBER, "Jest odpowiedź."), by=world.people[ASKER])

    assert thread.title not in titles(open_questions(community=community, person=person))
    assert titles(fresh_threads(community=community, person=person))[0] == thread.title
    assert thread.title in signed_in(OUTSIDER).get(community.get_absolute_url()).content.decode().replace("\xa0", " ")


def test_a_community_without_threads_invites_its_people_to_begin(world):
    community = community_actions.create_community(
        by=world.people[OUTSIDER], name="Nowa", topic="Pomagamy nowym, gdy zaczynają, żeby zaczęli."
    )

    assert open_questions(community=community, person=world.people[OUTSIDER]) is None
    assert fresh_threads(community=community, person=world.people[OUTSIDER]).inputs["is_empty"] is True
    assert fresh_threads(community=community, person=world.people[MEMBER]) is None


def test_questions_of_others_wait_until_one_answers(world, thread, say, frozen):
    assert thread.title in waiting(world.people[MEMBER])
    say(MEMBER, "Odpowiadam.")

    assert thread.title not in waiting(world.people[MEMBER])
    assert thread.title in waiting(world.people[DEPUTY])
    for handle in (ASKER, OBSERVER, OUTSIDER):
        assert thread.title not in waiting(world.people[handle])


def test_a_question_that_the_profile_touches_comes_first_with_the_reason(world, thread, frozen):
    person = world.people[MEMBER]
    frozen.shift(60)
    for n in range(4):
        actions.begin_thread(thread.community, by=world.people[ASKER], kind="question", title=f"Inne {n}?", text="?")
    person.can_help = "budżet konferencji, odbiory ekspertyz; rejestracja"

    item = waiting_questions(person=person).inputs["items"][0]

    assert str(item["entry"].title).replace("\xa0", " ") == thread.title
    assert "odbiory ekspertyz" in item["reason"]


def test_my_week_shows_what_is_new_by_community(world, thread, signed_in):
    groups = new_in_communities(person=world.people[MEMBER]).inputs["groups"]
    own = {
        membership.community.name
        for membership in world.people[MEMBER].memberships.current().select_related("community")
    }

    assert {group["place"].name for group in groups} == own
    assert groups[0]["is_new"] is True
    assert all(len(group["entries"]) <= 3 for group in groups)
    page = signed_in(MEMBER).get(reverse("home:my_week")).content.decode().replace("\xa0", " ")
    assert thread.title in page


def test_unread_threads_stand_before_those_that_were_read(world, thread, frozen):
    frozen.shift(60)
    read = actions.begin_thread(
        thread.community, by=world.people[ASKER], kind="discussion", title="Czytane", text="Tekst."
    )
    actions.mark_read(read, by=world.people[MEMBER], number=1)

    groups = new_in_communities(person=world.people[MEMBER]).inputs["groups"]
    here = next(group for group in groups if group["place"].pk == thread.community_id)
    marks = [entry.is_new for entry in here["entries"]]

    assert marks == sorted(marks, reverse=True)


def test_whoever_belongs_nowhere_has_neither(world):
    person = world.people[MEMBER]
    for membership in person.memberships.current().select_related("community"):
        community_actions.leave(membership.community, by=person)

    assert (waiting_questions(person=person), new_in_communities(person=person)) == (None, None)


@pytest.mark.parametrize("threads", [1, 3])
def test_my_week_takes_the_same_queries_for_few_threads_and_many(world, thread, django_assert_num_queries, threads):
    Thread.objects.exclude(pk=thread.pk).update(
        last_post_at=timezone.now() - timedelta(days=99), closed_at=timezone.now()
    )
    for n in range(threads - 1):
        actions.begin_thread(thread.community, by=world.people[ASKER], kind="question", title=f"{n}?", text="?")

    with django_assert_num_queries(4):  # communities, open questions, in which one wrote, new
        waiting_questions(person=world.people[MEMBER])
        new_in_communities(person=world.people[MEMBER])


def test_the_page_of_a_person_shows_what_they_began_and_the_viewer_may_see(world, thread):
    hidden = actions.begin_thread(
        world.communities["zmiany-kadrowe"],
        by=world.people["wiktor.halas"],
        kind="discussion",
        title="Cicho",
        text="Sza.",
    )

    assert titles(begun_by(shown=world.people[ASKER], person=world.people[OUTSIDER]))[0] == thread.title
    assert hidden.title not in titles(begun_by(shown=world.people["wiktor.halas"], person=world.people[OUTSIDER]))
    assert hidden.title in titles(begun_by(shown=world.people["wiktor.halas"], person=world.people["teresa.gawlik"]))
