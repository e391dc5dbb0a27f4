import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.discussions import actions
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OBSERVER, OUTSIDER


def test_who_asked_marks_what_helped_and_it_is_lifted_to_the_top(thread, signed_in, say):
    say(DEPUTY, "Nie wiem.")
    post = say(MEMBER, "Wiem.")
    say(ASKER, "Dziękuję.")

    answer = signed_in(ASKER).post(reverse("discussions:mark_helped", args=[post.pk]))

    page = signed_in(MEMBER).get(thread.get_absolute_url()).content.decode()
    places = [page.index(f'id="wpis-{p.pk}"') for p in [thread.posts.get(number=1), post, thread.posts.get(number=2)]]
    assert answer.url == f"{thread.get_absolute_url()}#wpis-{post.pk}"
    assert places == sorted(places)
    assert page.count(f'id="wpis-{post.pk}"') == 1
    assert Event.objects.get(verb="discussions.mark_helped", target_id=thread.pk).facts == {
        "thread": thread.pk,
        "post": post.pk,
        "author": post.author_id,
    }


def test_an_answer_from_a_far_page_is_lifted_too_and_stays_in_its_place(world, long_thread, signed_in):
    thread = long_thread(45)
    post = thread.posts.get(number=41)
    actions.mark_helped(thread, post, by=world.people[ASKER])
    client = signed_in(MEMBER)

    pages = [client.get(f"{thread.get_absolute_url()}?after={after}").content.decode() for after in (0, 20, 40)]

    assert [page.count(f'id="wpis-{post.pk}"') for page in pages] == [1, 0, 1]
    assert pages[0].count("<article") == 21


@pytest.mark.parametrize(
    ("handle", "is_allowed"), [(ASKER, True), (DEPUTY, True), (MEMBER, False), (OBSERVER, False), (OUTSIDER, False)]
)
def test_only_who_asked_and_who_coordinates_mark(world, thread, say, handle, is_allowed):
    post = say(MEMBER, "Odpowiedź.")

    if is_allowed:
        assert actions.mark_helped(thread, post, by=world.people[handle]).helped_by == post
    else:
        with pytest.raises(PermissionDenied):
            actions.mark_helped(thread, post, by=world.people[handle])


def test_the_mark_is_taken_back(world, thread, signed_in, say):
    post = say(MEMBER, "Jednak nie.")
    actions.mark_helped(thread, post, by=world.people[ASKER])

    signed_in(ASKER).post(reverse("discussions:unmark_helped", args=[post.pk]))

    thread.refresh_from_db()
    assert (thread.helped_by, thread.helped_at) == (None, None)


def test_the_question_itself_and_a_post_of_elsewhere_cannot_help(world, thread):
    elsewhere = world.communities["eksperci"].threads.exclude(pk=thread.pk).first().posts.last()

    for post in (thread.posts.get(), elsewhere):
        with pytest.raises(PermissionDenied):
            actions.mark_helped(thread, post, by=world.people[ASKER])


def test_only_a_question_has_an_answer_that_helped(world, thread, say):
    post = say(MEMBER, "Dyskutujmy.")
    changed = actions.edit_thread(thread, by=world.people[ASKER], kind="discussion")

    with pytest.raises(PermissionDenied):
        actions.mark_helped(changed, post, by=world.people[ASKER])
