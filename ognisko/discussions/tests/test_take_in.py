from datetime import UTC, datetime, timedelta

import pytest

from ognisko.activity.models import Event
from ognisko.discussions.models import Mention, Post, Tag, Thread
from ognisko.discussions.take_in import (
    LinkRow,
    PostRow,
    TagRow,
    ThreadRow,
    slug_of_tag,
    take_in_links,
    take_in_tags,
    take_in_threads,
)
from ognisko.people.take_in import write_author

BEGAN = datetime(2018, 3, 12, 17, 0, tzinfo=UTC)


@pytest.fixture
def community(world):
    return world.communities["petycje"]


@pytest.fixture
def author(world):
    return write_author(external_id="se:user:7", name="Ada L.")


@pytest.fixture
def question(author):
    """A question with an answer, a comment on each, and the second answer that helped."""

    def post(n, text, answers="", **more):
        at = BEGAN + timedelta(hours=n)
        answered = f"se:{answers}" if answers else ""
        return PostRow(f"se:{n}", author.pk, text, at, answers=answered, **more)

    def row(*more, **fields):
        posts = [
            post(
                1,
                "Czy **tak**?",
                thanks_count=52,
                source_url="https://example.org/q/1",
                attribution="Ada L., CC BY-SA 3.0",
            ),
            post(2, "Komentarz. @ewa.kurowska", answers=1),
            post(3, "Odpowiedź $a_b$."),
            post(4, "Uwaga do odpowiedzi.", answers=3),
            post(5, "Druga odpowiedź."),
            *more,
        ]
        given = {"kind": "question", "tags": ("qubit", "c-sharp", "nieznany"), "helped": "se:5", **fields}
        return ThreadRow("se:thread:1", "Czy tak jest?", posts, **given)

    row.post = post
    return row


def test_a_thread_comes_in_as_it_was(community, author, question):
    take_in_tags(community, [TagRow("qubit", description="Bit *kwantowy*."), TagRow("c#")])

    taken = take_in_threads(community, [question()])

    thread = Thread.objects.get(external_id="se:thread:1")
    posts = list(thread.posts.in_order())
    assert (taken.threads, taken.posts, taken.threads_known, taken.posts_known) == (1, 5, 0, 0)
    assert [post.number for post in posts] == [1, 2, 3, 4, 5]
    assert [post.answers_id for post in posts] == [None, posts[0].pk, None, posts[2].pk, None]
    assert (thread.helped_by, thread.helped_at) == (posts[4], posts[4].written_at)
    assert (thread.begun_at, thread.last_post_at, thread.last_author) == (
        BEGAN + timedelta(hours=1),
        posts[4].written_at,
        author,
    )
    assert (thread.post_count, thread.slug) == (5, "czy-tak-jest")
    assert sorted(thread.tags.values_list("slug", "thread_count")) == [("c-sharp", 1), ("qubit", 1)]
    assert posts[0].html == "<p>Czy <strong>tak</strong>?</p>\n"
    assert (posts[0].thanks_count, posts[0].author_unit, posts[0].attribution) == (52, None, "Ada L., CC BY-SA 3.0")


def test_nobody_is_told_and_nobody_is_mentioned(community, question):
    take_in_threads(community, [question()])

    thread = Thread.objects.get(external_id="se:thread:1")
    events = Event.objects.filter(facts__is_taken_in=True)
    assert events.filter(told_at=None).exists() is False
    assert sorted(events.values_list("verb", flat=True)) == ["discussions.begin_thread", *["discussions.reply"] * 4]
    assert set(events.values_list("unit_id", flat=True)) == {None}
    assert events.get(verb="discussions.begin_thread").at == thread.begun_at
    assert Mention.objects.filter(post__thread=thread).exists() is False


def test_a_second_run_adds_nothing(community, question):
    before = (Thread.objects.count(), Post.objects.count(), Event.objects.count())
    take_in_threads(community, [question()])

    taken = take_in_threads(community, [question()])

    assert (taken.threads, taken.posts, taken.threads_known, taken.posts_known) == (0, 0, 1, 5)
    assert (Thread.objects.count(), Post.objects.count(), Event.objects.count()) == (
        before[0] + 1,
        before[1] + 5,
        before[2] + 5,
    )


def test_a_later_dump_adds_what_is_new_after_what_was_here(community, question):
    take_in_threads(community, [question()])

    taken = take_in_threads(community, [question(question.post(6, "Po roku.", answers=5), helped="se:3")])

    thread = Thread.objects.get(external_id="se:thread:1")
    last = thread.posts.get(number=6)
    assert (taken.threads, taken.posts) == (0, 1)
    assert (thread.post_count, thread.last_post_at, last.answers.external_id) == (6, last.written_at, "se:5")
    assert thread.helped_by.external_id == "se:5"


def test_counts_are_right_afterwards(community, question):
    threads = community.threads.count()

    take_in_threads(community, [question()])

    community.refresh_from_db()
    assert community.thread_count == threads + 1
    assert community.last_activity_at > BEGAN


def test_links_of_the_source_are_kept_once(community, question, author):
    other = ThreadRow("se:thread:2", "Drugi", [PostRow("se:20", author.pk, "Tekst", BEGAN)])
    take_in_threads(community, [question(), other])
    links = [
        LinkRow("se:1", "se:thread:2", is_duplicate=True),
        LinkRow("se:1", "se:thread:2"),
        LinkRow("se:1", "se:thread:1"),
        LinkRow("se:1", "se:thread:absent"),
    ]

    assert (take_in_links(links), take_in_links(links)) == (1, 0)
    assert Thread.objects.get(external_id="se:thread:2").linked_from.get().post.external_id == "se:1"


def test_posts_that_answer_each_other_keep_their_texts(community, author):
    posts = [
        PostRow("x:1", author.pk, "A", BEGAN),
        PostRow("x:2", author.pk, "B", BEGAN, answers="x:3"),
        PostRow("x:3", author.pk, "C", BEGAN, answers="x:2"),
    ]

    assert take_in_threads(community, [ThreadRow("x", "Kółko", posts)]).posts == 3


def test_a_thread_without_posts_is_left_out_and_said(community):
    taken = take_in_threads(community, [ThreadRow("pusty", "Pusty", [])])

    assert (taken.threads, taken.left_out) == (0, ["pusty"])


def test_bad_characters_and_long_titles_do_not_stop_an_import(community, author):
    rows = [ThreadRow("z", "t\x00" + "ł" * 300, [PostRow("z:1", author.pk, "a\x00b\ud800c", BEGAN)])]

    take_in_threads(community, rows)

    thread = Thread.objects.get(external_id="z")
    assert len(thread.title) == 200
    assert thread.posts.get().text == "abc"


def test_progress_is_told_by_batch(community, author):
    rows = (
        ThreadRow(f"n:{n}", f"Wątek {n}", [PostRow(f"n:{n}:{m}", author.pk, "Tekst", BEGAN) for m in range(3)])
        for n in range(700)
    )
    seen = []

    taken = take_in_threads(community, rows, progress=seen.append)

    assert (taken.threads, taken.posts, sum(seen), len(seen)) == (700, 2_100, 2_100, 3)


def test_line_breaks_count_only_where_the_source_says_so(community, author):
    for key, breaks in (("a", False), ("b", True)):
        rows = [ThreadRow(key, key, [PostRow(f"{key}:1", author.pk, "raz\ndwa", BEGAN)])]
        take_in_threads(community, rows, breaks=breaks)

    assert ["<br" in Post.objects.get(external_id=f"{key}:1").html for key in "ab"] == [False, True]


@pytest.mark.parametrize(
    ("name", "slug"), [("c#", "c-sharp"), ("c++", "c-plus-plus"), (".net", "dot-net"), ("q#", "q-sharp")]
)
def test_signs_of_a_keyword_are_spelt_out(name, slug):
    assert slug_of_tag(name) == slug


def test_a_keyword_described_here_keeps_its_description(community):
    Tag.objects.create(community=community, name="qubit", slug="qubit", description="Nasz opis")

    take_in_tags(community, [TagRow("qubit", description="Cudzy opis"), TagRow("nowy", description="Opis")])

    assert list(
        community.tags.filter(slug__in=["qubit", "nowy"]).order_by("slug").values_list("description", flat=True)
    ) == [
        "Opis",
        "Nasz opis",
    ]
