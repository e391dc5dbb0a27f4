import pytest
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.models import Mention
from ognisko.discussions.tests.conftest import MEMBER
from ognisko.people.models import Person


@pytest.fixture
def suggested(world, signed_in):
    def ask(handle, slug, begun):
        address = f"{reverse('discussions:mentions')}?community={world.communities[slug].slug}&q={begun}"
        return [who["handle"] for who in signed_in(handle).get(address).json()["people"]]

    return ask


@pytest.mark.parametrize("begun", ["kur", "Kur", "ewa", "ewa.k", "EWA K"])
def test_a_name_a_surname_or_a_handle_is_enough(suggested, begun):
    assert "ewa.kurowska" in suggested(MEMBER, "eksperci", begun)


def test_letters_without_their_marks_find_the_name(suggested):
    assert suggested(MEMBER, "eksperci", "cichon") == suggested(MEMBER, "eksperci", "Cichoń") == ["adam.cichon"]


def test_nothing_typed_suggests_nobody_and_never_oneself(suggested):
    assert suggested(MEMBER, "eksperci", "") == []
    assert MEMBER not in suggested(MEMBER, "eksperci", "hanna")


def test_at_most_eight_are_suggested_in_the_order_of_surnames(world, suggested):
    for n in range(12):
        Person.objects.create(email=f"zz{n}@mrl.example", handle=f"zz{n}", name=f"Zenon Zet{chr(97 + n)}")

    assert suggested(MEMBER, "eksperci", "zenon") == [f"zz{n}" for n in range(8)]


def test_in_a_hidden_community_only_its_members_are_suggested(suggested):
    assert suggested("wiktor.halas", "zmiany-kadrowe", "ewa") == []
    assert suggested("wiktor.halas", "zmiany-kadrowe", "teresa") == ["teresa.gawlik"]


def test_a_community_of_chosen_offices_suggests_their_people(suggested):
    assert suggested(MEMBER, "wzory-umow", "tomasz") == ["tomasz.grela"]
    assert suggested(MEMBER, "wzory-umow", "joanna") == []


def test_authors_of_an_import_are_not_suggested(world, suggested):
    Person.objects.create(handle="zygfryd", name="Zygfryd Autor", is_listed=False)

    assert suggested(MEMBER, "eksperci", "zygfryd") == []


def test_only_who_sees_the_post_is_mentioned_in_it(world):
    thread = actions.begin_thread(
        world.communities["zmiany-kadrowe"],
        by=world.people["wiktor.halas"],
        kind="discussion",
        title="Kto wie",
        text="@teresa.gawlik wie, @ewa.kurowska nie wie, `@robert.kuca` to kod, x@malgorzata.pilch nie. @TERESA.GAWLIK",
    )

    post = thread.posts.get()
    assert [mention.person.handle for mention in Mention.objects.filter(post=post)] == ["teresa.gawlik"]
    assert "@ewa.kurowska nie" in post.html.replace("&nbsp;", " ")
    assert "Teresa Gawlik" in post.html


def test_a_flood_of_mentions_asks_the_database_once(world, thread, django_assert_max_num_queries):
    text = " ".join(f"@nikt{n}" for n in range(3_000))

    with django_assert_max_num_queries(25):
        actions.reply(thread, by=world.people[MEMBER], text=text)
