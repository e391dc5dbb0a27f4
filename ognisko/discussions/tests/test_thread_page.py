import re

import pytest
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.models import ReadPosition, Thread
from ognisko.discussions.reading import page_numbers, page_of, page_start
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OUTSIDER


def numbers_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<p>Wpis (\d+)</p>", page)]


def read_by(world, handle, thread):
    return (
        ReadPosition.objects.filter(person=world.people[handle], thread=thread).values_list("number", flat=True).first()
    )


# --- Paging by numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posts", "after", "first", "last"),
    [
        (1, 0, None, None),
        (19, 0, 2, 19),
        (20, 0, 2, 20),
        (21, 0, 2, 20),
        (21, 20, 21, 21),
        (41, 20, 21, 40),
        (1_000, 500, 501, 520),
        (1_000, 980, 981, 1_000),
        (1_000, 999_999, 981, 1_000),
        (40, 25, 21, 40),
    ],
)
def test_a_page_holds_twenty_posts_by_their_numbers(long_thread, signed_in, posts, after, first, last):
    thread = long_thread(posts)

    page = signed_in(MEMBER).get(f"{thread.get_absolute_url()}?after={after}").content.decode()

    assert numbers_on(page) == (list(range(first, last + 1)) if first else [])


@pytest.mark.parametrize("after", ["-5", "x", "1.5", "٣", "99999999999999999999", ""])
def test_an_address_with_nonsense_shows_the_first_page(long_thread, signed_in, after):
    thread = long_thread(45)

    page = signed_in(MEMBER).get(f"{thread.get_absolute_url()}?after={after}").content.decode()

    assert numbers_on(page) == list(range(2, 21))


@pytest.mark.parametrize(
    ("posts", "after", "start"),
    [(0, 0, 0), (1, 0, 0), (20, 20, 0), (21, 20, 20), (40, 40, 20), (45, 39, 20), (45, 40, 40)],
)
def test_the_start_of_a_page(posts, after, start):
    assert page_start(after, posts) == start


@pytest.mark.parametrize(("number", "after"), [(1, 0), (20, 0), (21, 20), (1_000, 980)])
def test_the_page_of_a_post(number, after):
    assert page_of(number) == after


@pytest.mark.parametrize(
    ("posts", "after", "numbers"),
    [
        (0, 0, [1]),
        (20, 0, [1]),
        (21, 0, [1, 2]),
        (100, 40, [1, 2, 3, 4, 5]),
        (1_000, 0, [1, 2, None, 49, 50]),
        (1_000, 80, [1, 2, 3, 4, 5, 6, None, 49, 50]),
        (1_000, 500, [1, 2, None, 25, 26, 27, None, 49, 50]),
    ],
)
def test_the_pages_to_choose_from(posts, after, numbers):
    assert page_numbers(posts, after) == numbers


def test_pages_name_the_next_and_the_one_before(long_thread, signed_in):
    thread = long_thread(60)
    address = thread.get_absolute_url()

    page = signed_in(MEMBER).get(f"{address}?after=20").content.decode()

    assert f'<link rel="prev" href="{address}">' in page
    assert f'<link rel="next" href="{address}?after=40">' in page


def test_the_address_of_a_post_leads_to_its_page_and_place(long_thread, signed_in):
    thread = long_thread(60)
    post = thread.posts.get(number=42)

    answer = signed_in(OUTSIDER).get(reverse("discussions:post", args=[post.pk]))

    assert answer.url == f"{thread.get_absolute_url()}?after=40#wpis-{post.pk}"


def test_a_wrong_or_missing_slug_leads_to_the_right_one(thread, signed_in):
    client = signed_in(MEMBER)

    assert client.get(f"/watki/{thread.pk}/").url == thread.get_absolute_url()
    assert client.get(f"/watki/{thread.pk}/zle-slowa/?after=0").url == f"{thread.get_absolute_url()}?after=0"
    assert client.get(f"/en/threads/{thread.pk}/{thread.slug}/").status_code == 200


# --- Reading ----------------------------------------------------------------------------------------------------


def test_reading_moves_ones_own_mark_and_only_forward(world, long_thread, signed_in):
    thread = long_thread(60)
    client, address = signed_in(MEMBER), thread.get_absolute_url()
    marks = []
    for after in (0, 40, 20):
        client.get(f"{address}?after={after}")
        marks.append(read_by(world, MEMBER, thread))

    assert marks == [20, 60, 60]
    assert read_by(world, DEPUTY, thread) is None


def test_a_browser_that_fetches_ahead_reads_nothing(world, thread, signed_in):
    signed_in(MEMBER).get(thread.get_absolute_url(), headers={"Sec-Purpose": "prefetch"})

    assert read_by(world, MEMBER, thread) is None


def test_what_came_since_is_marked_new_once(thread, signed_in, say):
    client = signed_in(MEMBER)
    client.get(thread.get_absolute_url())
    say(DEPUTY, "Nowina.")
    say(MEMBER, "Moje nie jest nowe.")

    pages = [client.get(thread.get_absolute_url()).content.decode() for _ in range(2)]

    assert [page.count('class="new"') for page in pages] == [1, 0]


def test_the_jump_leads_to_the_first_unread(world, long_thread, signed_in):
    thread = long_thread(60)
    client = signed_in(MEMBER)
    address = reverse("discussions:unread", args=[thread.pk, thread.slug])
    places = [client.get(address).url]
    for number in (25, 60):
        actions.mark_read(thread, by=world.people[MEMBER], number=number)
        places.append(client.get(address).url)

    posts = {number: thread.posts.get(number=number).pk for number in (1, 26, 60)}
    base = thread.get_absolute_url()
    assert places == [
        f"{base}#wpis-{posts[1]}",
        f"{base}?after=20#wpis-{posts[26]}",
        f"{base}?after=40#wpis-{posts[60]}",
    ]


def test_everything_until_now_is_read_at_once(world, thread, signed_in, say, frozen):
    frozen.shift(60)
    say(DEPUTY, "Przed.")
    client = signed_in(MEMBER)
    client.post(reverse("discussions:mark_all_read", args=[thread.community.slug]))
    frozen.shift(60)
    say(DEPUTY, "Po.")

    assert read_by(world, MEMBER, thread) == 2
    page = client.get(reverse("discussions:threads", args=[thread.community.slug])).content.decode()
    assert page.count('class="new"') == 1


def test_the_mark_of_all_does_not_take_back_what_was_read(world, long_thread, frozen):
    thread = long_thread(5)
    actions.mark_read(thread, by=world.people[MEMBER], number=5)
    frozen.shift(-3600)

    actions.mark_all_read(thread.community, by=world.people[MEMBER])

    assert read_by(world, MEMBER, thread) == 5


# --- Who sees what ----------------------------------------------------------------------------------------------


def test_a_visitor_reads_a_public_thread_without_traces(world, client, django_assert_num_queries):
    thread = world.communities["konferencje"].threads.filter(kind=Thread.Kind.QUESTION).first()

    answer = client.get(thread.get_absolute_url())

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="reply"' not in page
    assert "/osoby/" not in re.sub(r'<div class="prose">.*?</div>', "", page, flags=re.S)
    assert ReadPosition.objects.filter(at__gt=world.now).exists() is False


def test_an_observer_is_told_how_to_write(thread, signed_in):
    page = signed_in("justyna.pawlik").get(thread.get_absolute_url()).content.decode()

    assert 'id="reply"' not in page
    assert thread.community.get_absolute_url() in page


def test_people_of_another_office_see_the_office(thread, signed_in, say):
    say(MEMBER, "Z ministerstwa.")

    near = signed_in("tomasz.grela").get(thread.get_absolute_url()).content.decode()
    far = signed_in(ASKER).get(thread.get_absolute_url()).content.decode()

    assert ["Departament Programów<br>" in page.replace("\xa0", " ") for page in (near, far)] == [True, False]
    assert "Departament Programów, MRL" in far.replace("\xa0", " ")


# --- The price --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("posts", [1, 3, 21, 1_000])
def test_a_page_takes_the_same_queries_for_few_posts_and_many(long_thread, signed_in, django_assert_num_queries, posts):
    thread = long_thread(posts)
    client = signed_in(MEMBER)

    with django_assert_num_queries(
        8
    ):  # session, person, thread, roles, posts, tags, who refers here, the mark of reading
        client.get(thread.get_absolute_url())
    with django_assert_num_queries(7):
        client.get(thread.get_absolute_url())


@pytest.mark.parametrize("thankful", [1, 3])
def test_thanks_of_a_whole_page_are_one_query(world, thread, signed_in, say, django_assert_num_queries, thankful):
    posts = [say(MEMBER, f"Rada {n}.") for n in range(thankful)]
    for post in posts:
        actions.thank(post, by=world.people[ASKER])
        actions.thank(post, by=world.people[DEPUTY])
    actions.mark_helped(thread, posts[0], by=world.people[ASKER])
    client = signed_in(MEMBER)
    client.get(thread.get_absolute_url())

    with django_assert_num_queries(8):
        client.get(thread.get_absolute_url())


def test_a_later_page_asks_less(long_thread, signed_in, django_assert_num_queries):
    address = f"{long_thread(45).get_absolute_url()}?after=20"
    client = signed_in(MEMBER)
    client.get(address)

    with django_assert_num_queries(5):  # session, person, thread, roles, posts
        client.get(address)
