"""What is hidden is read nowhere by others: not in the thread, in lists, in search, in history, on my week."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.discussions import actions as discussions
from ognisko.discussions.models import Post, Thread
from ognisko.moderation import actions
from ognisko.moderation.models import Measure
from ognisko.moderation.tests.conftest import AUTHOR, COORDINATOR, DEPUTY, MEMBER, OBSERVER, OUTSIDER
from ognisko.search.query import search


def hide(post: Post, people, by: str = COORDINATOR) -> Measure:
    made = actions.report("post", post.pk, by=people[OUTSIDER], reason="rules")
    actions.settle(made, by=people[by], outcome="hidden", words="Punkt 3 zasad.")
    return Measure.objects.get(target_id=post.pk, ended_at=None)


def found(person, q: str) -> list[str]:
    return [result.address for result in search(q, person=person).found]


def test_others_read_a_line_and_the_author_the_text_with_the_reason(hidden, post, people, reading):
    at = post.thread.get_absolute_url()

    for handle in (MEMBER, OBSERVER, OUTSIDER, COORDINATOR):
        page = reading(handle, at)
        assert "Ten wpis ukryto w ramach moderacji." in page
        assert "Wanda Pustelnik" not in page and people[AUTHOR].name not in page.split("<main")[1]

    own = reading(AUTHOR, at)
    assert "Wanda Pustelnik" in own and "Punkt 3 zasad." in own
    assert f'href="{hidden.get_absolute_url()}"' in own


def test_showing_it_again_gives_back_everything(hidden, post, people, reading, letters):
    actions.take_back(hidden, by=people[DEPUTY])

    assert "Wanda Pustelnik" in reading(MEMBER, post.thread.get_absolute_url())
    assert letters(AUTHOR) == ["hiding", "end"]


def test_search_finds_it_no_more_and_again_when_it_is_back(post, people):
    assert found(people[MEMBER], "Pustelnik") != []

    measure = hide(post, people)
    assert (found(people[MEMBER], "Pustelnik"), found(people[AUTHOR], "Pustelnik")) == ([], [])

    actions.take_back(measure, by=people[DEPUTY])
    assert found(people[MEMBER], "Pustelnik") != []


def test_its_history_is_closed_too(post, people, signed_in):
    discussions.edit_post(post, by=people[AUTHOR], text="Bez nazwiska.")
    hide(post, people)

    history = reverse("discussions:history", args=[post.pk])
    assert [signed_in(handle).get(history).status_code for handle in (MEMBER, COORDINATOR, AUTHOR)] == [404, 404, 200]


def test_nothing_is_done_with_a_hidden_post(post, people):
    hide(post, people)
    post.refresh_from_db()

    for act in (
        lambda: discussions.edit_post(post, by=people[AUTHOR], text="Inaczej."),
        lambda: discussions.thank(post, by=people[MEMBER]),
        lambda: discussions.mark_helped(post.thread, post, by=people[MEMBER]),
    ):
        with pytest.raises(PermissionDenied):
            act()
    discussions.delete_post(post, by=people[AUTHOR])


def test_the_answer_that_helped_helps_again_when_it_is_back(post, people):
    discussions.mark_helped(post.thread, post, by=people[MEMBER])

    measure = hide(post, people)
    assert Thread.objects.get(pk=post.thread_id).helped_by is None

    actions.take_back(measure, by=people[DEPUTY])
    assert Thread.objects.get(pk=post.thread_id).helped_by == post


def test_who_answered_it_is_not_said_to_answer_its_author(thread, post, people, reading):
    discussions.reply(thread, by=people[MEMBER], text="Zgadzam się.", answers=post)
    discussions.reply(thread, by=people[MEMBER], text="Dodam jeszcze.")
    hide(post, people)

    assert people[AUTHOR].name not in reading(OUTSIDER, thread.get_absolute_url()).split("<main")[1]


@pytest.fixture
def begun(community, people):
    """A thread whose title is what should not be read."""
    return discussions.begin_thread(
        community,
        by=people[AUTHOR],
        kind=Thread.Kind.QUESTION,
        title="Czy Wanda Pustelnik oddała ekspertyzę?",
        text="Pustelnik z ulicy Długiej. Kto wie?",
        tags=["Pustelnikowa"],
    )


def test_with_the_first_post_goes_the_title_everywhere(begun, community, people, reading):
    hide(begun.posts.get(), people)
    begun.refresh_from_db()

    pages = [
        begun.get_absolute_url(),
        reverse("discussions:threads", args=[community.slug]),
        community.get_absolute_url(),
        f"{reverse('search:results')}?q=Pustelnik",
        people[AUTHOR].get_absolute_url(),
        "/",
    ]
    for handle in (MEMBER, OUTSIDER, COORDINATOR):
        for at in pages:
            shown = re.sub(r'value="[^"]*"|\?q=[^"&]*|„Pustelnik”', "", reading(handle, at))
            shown = shown.replace(people[AUTHOR].name, "")
            assert ("Wanda" in shown, "wanda" in shown, "oddała" in shown) == (False, False, False), (handle, at)
    assert "Wątek ukryty w ramach moderacji" in reading(MEMBER, pages[1])
    assert "wanda" not in begun.get_absolute_url()
    assert "Czy Wanda Pustelnik oddała ekspertyzę?" in reading(AUTHOR, pages[0])


def test_the_title_comes_back_with_it(begun, people, reading):
    measure = hide(begun.posts.get(), people)
    actions.take_back(measure, by=people[DEPUTY])

    begun.refresh_from_db()
    assert begun.get_absolute_url().endswith("/czy-wanda-pustelnik-oddala-ekspertyze/")
    assert "Czy Wanda Pustelnik" in reading(MEMBER, begun.get_absolute_url())
    assert found(people[MEMBER], "Pustelnik") != []


def test_replies_of_others_stay_readable_and_are_found(begun, people, reading):
    discussions.reply(begun, by=people[MEMBER], text="Ekspertyzę odbiera zamawiający, jak w kryształach górskich.")
    hide(begun.posts.get(number=1), people)

    page = reading(OUTSIDER, f"{reverse('search:results')}?q=kryształach")
    assert "kryształach" in re.sub(r"<[^>]*>", "", page)
    assert "Wątek ukryty w ramach moderacji" in page


def test_nobody_is_asked_to_help_with_a_hidden_question(begun, community, people, reading):
    assert "oddała" in reading(MEMBER, community.get_absolute_url())
    hide(begun.posts.get(), people)

    assert "oddała" not in reading(MEMBER, community.get_absolute_url())
    assert "oddała" not in reading(MEMBER, "/")


@pytest.mark.parametrize("number", [1, 3])
def test_a_thread_with_hidden_posts_takes_the_same_queries(
    thread, people, signed_in, django_assert_num_queries, number
):
    for n in range(number):
        hide(discussions.reply(thread, by=people[AUTHOR], text=f"Wpis {n}."), people)
    client, own = signed_in(MEMBER), signed_in(AUTHOR)
    client.get(thread.get_absolute_url())
    own.get(thread.get_absolute_url())

    with django_assert_num_queries(7):
        client.get(thread.get_absolute_url())
    with django_assert_num_queries(8):  # and the reasons, to the author alone
        own.get(thread.get_absolute_url())
