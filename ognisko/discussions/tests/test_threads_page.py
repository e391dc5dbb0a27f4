import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ognisko.discussions import actions
from ognisko.discussions.models import Tag, Thread
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OUTSIDER


@pytest.fixture
def community(world):
    """A community with a list of its own."""
    return world.communities["petycje"]


@pytest.fixture
def address(community):
    return reverse("discussions:threads", args=[community.slug])


@pytest.fixture
def fill(world, community):
    """`fill(45)`: nothing but threads 1 … 45, a minute between two."""

    def make(number, **fields):
        Thread.objects.filter(community=community).delete()
        now = timezone.now() - timedelta(days=1)
        threads = [
            Thread(
                community=community,
                title=f"Wątek {n}.",
                slug=f"watek-{n}",
                author=world.people["wanda.czubak"],
                begun_at=now + timedelta(minutes=n),
                last_post_at=now + timedelta(minutes=n),
                post_count=1,
                **{"kind": "discussion", **fields},
            )
            for n in range(1, number + 1)
        ]
        return Thread.objects.bulk_create(threads)

    return make


def titles_on(page: bytes) -> list[int]:
    return [int(n) for n in re.findall(r">Wątek\s(\d+)\.</a>", page.decode())]


def next_of(page: bytes) -> str:
    found = re.search(r'<a rel="next" href="([^"]+)"', page.decode())
    return found[1].replace("&amp;", "&") if found else ""


@pytest.mark.parametrize("number", [0, 1, 19, 20, 21, 45])
def test_pages_follow_one_another_by_their_key(fill, signed_in, address, number):
    fill(number)
    client, here, seen = signed_in("wanda.czubak"), address, []
    while here:
        page = client.get(here).content
        seen.append(titles_on(page))
        here = next_of(page)

    assert [n for page in seen for n in page] == list(range(number, 0, -1))
    assert [len(page) for page in seen[:-1]] == [20] * (len(seen) - 1)


def test_threads_of_one_moment_are_all_listed_once(fill, signed_in, address):
    fill(45)
    Thread.objects.filter(community__external_id="petycje").update(last_post_at=timezone.now())
    client, here, seen = signed_in("wanda.czubak"), address, []
    while here:
        page = client.get(here).content
        seen += titles_on(page)
        here = next_of(page)

    assert sorted(seen) == list(range(1, 46))


@pytest.mark.parametrize("key", ["x", "1-", "-1", "99999999999999999999-1", "1-99999999999999999999999", "1'--"])
def test_a_key_of_nonsense_shows_the_first_page(fill, signed_in, address, key):
    fill(3)

    assert titles_on(signed_in(MEMBER).get(address, {"before": key}).content) == [3, 2, 1]


def test_the_address_narrows_the_list(world, community, signed_in, address):
    begin = {"by": world.people["wanda.czubak"], "text": "Tekst."}
    question = actions.begin_thread(community, kind="question", title="Wątek 1.", tags=["nowe"], **begin)
    answered = actions.begin_thread(community, kind="question", title="Wątek 2.", **begin)
    actions.begin_thread(community, kind="experience", title="Wątek 3.", tags=["nowe"], **begin)
    answer = actions.reply(answered, by=world.people[MEMBER], text="Odpowiedź.")
    mine, other = signed_in(MEMBER), signed_in("wanda.czubak")

    def listed(client, query):
        return titles_on(client.get(f"{address}?{query}").content)

    assert listed(other, "kind=experience") == [3]
    assert listed(other, "kind=question") == [2, 1]
    assert listed(other, "show=open") == [2, 1]
    assert listed(other, "show=unanswered") == [1]
    assert listed(mine, "show=mine") == [2]
    actions.mark_helped(answered, answer, by=world.people["wanda.czubak"])
    assert listed(other, "show=open") == [1]
    tag = reverse("discussions:tag", args=[community.slug, "nowe"])
    assert titles_on(other.get(tag).content) == [3, 1]
    assert titles_on(other.get(tag, {"kind": "question"}).content) == [1]
    assert question.kind == "question"


def test_unread_is_what_came_since_one_joined_and_was_not_read(world, community, signed_in, address, frozen):
    actions.mark_all_read(community, by=world.people[MEMBER])
    frozen.shift(60)
    thread = actions.begin_thread(
        community, by=world.people["wanda.czubak"], kind="discussion", title="Wątek 1.", text="Nowy."
    )
    client = signed_in(MEMBER)

    before = titles_on(client.get(f"{address}?show=unread").content)
    client.get(thread.get_absolute_url())
    after = titles_on(client.get(f"{address}?show=unread").content)

    assert (before, after) == ([1], [])
    assert titles_on(signed_in("tomasz.grela").get(f"{address}?show=unread").content) == []


def test_a_visitor_is_offered_only_what_makes_sense(world, client):
    address = reverse("discussions:threads", args=[world.communities["konferencje"].slug])

    page = client.get(f"{address}?show=mine").content.decode()

    assert f'href="{address}?show=open"' in page
    assert f'href="{address}?show=mine"' not in page
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("threads", [1, 3])
def test_a_list_takes_the_same_queries_for_few_threads_and_many(
    fill, signed_in, address, django_assert_num_queries, threads
):
    fill(threads)
    client = signed_in(MEMBER)

    with django_assert_num_queries(7):  # session, person, community, threads, since when, tags, roles
        client.get(address)


def test_a_coordinator_describes_a_keyword_and_a_member_does_not(world, community, signed_in):
    tag = Tag.objects.create(community=community, name="wzory", slug="wzory")
    address = reverse("discussions:describe_tag", args=[community.slug, tag.slug])
    form = {"name": "wzory pism", "description": "Pisma **gotowe** do użycia."}

    assert signed_in(MEMBER).post(address, form).status_code == 403
    assert signed_in("justyna.pawlik").post(address, form).status_code == 302
    page = signed_in(OUTSIDER).get(reverse("discussions:tag", args=[community.slug, "wzory"])).content.decode()
    assert "Pisma <strong>gotowe</strong> do użycia." in page.replace("&nbsp;", " ")


def test_a_newcomer_to_the_community_is_told_how_to_begin(thread, signed_in):
    address = reverse("discussions:new", args=[thread.community.slug])

    assert signed_in(OUTSIDER).get(address).status_code == 403
    assert [signed_in(handle).get(address).status_code for handle in (ASKER, DEPUTY)] == [200, 200]
