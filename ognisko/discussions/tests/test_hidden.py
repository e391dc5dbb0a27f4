"""What a hidden community talks about stays with its members, whatever address is tried."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.communities import actions as community_actions
from ognisko.discussions import actions
from ognisko.discussions.models import Draft, Thread

INSIDER, STRANGER, VISITOR = "wiktor.halas", "ewa.kurowska", None


@pytest.fixture
def hidden(world):
    return world.communities["zmiany-kadrowe"]


@pytest.fixture
def secret(hidden):
    """A thread that the insider did not begin."""
    return hidden.threads.exclude(author__handle=INSIDER).first()


@pytest.fixture
def addresses(hidden, secret):
    post = secret.posts.exclude(author__handle=INSIDER).last()
    tag = hidden.tags.first() or actions.describe_tag(hidden, by=hidden.founder, name="hasło")
    of_post = (
        "post",
        "history",
        "edit",
        "delete",
        "restore",
        "thank",
        "take_back_thanks",
        "mark_helped",
        "unmark_helped",
    )
    of_thread = ("thread", "reply", "unread", "edit_thread", "close", "reopen")
    return [
        *(reverse(f"discussions:{name}", args=[post.pk]) for name in of_post),
        *(reverse(f"discussions:{name}", args=[secret.pk, secret.slug]) for name in of_thread),
        reverse("discussions:thread_short", args=[secret.pk]),
        *(reverse(f"discussions:{name}", args=[hidden.slug]) for name in ("threads", "mark_all_read", "new")),
        *(reverse(f"discussions:{name}", args=[hidden.slug, tag.slug]) for name in ("tag", "describe_tag")),
        f"{reverse('discussions:mentions')}?community={hidden.slug}&q=w",
    ]


def test_a_stranger_finds_nothing_at_any_address(addresses, signed_in):
    client = signed_in(STRANGER)

    answers = {address: {client.get(address).status_code, client.post(address).status_code} for address in addresses}

    assert {address: codes - {404, 405} for address, codes in answers.items() if codes - {404, 405}} == {}
    assert all(404 in codes for codes in answers.values())


def test_a_visitor_cannot_tell_it_from_what_is_not_there(addresses, secret, client):
    there = {client.get(address).status_code for address in addresses}
    absent = client.get(f"/watki/{secret.pk + 10_000}/cokolwiek/")

    assert there == {302}
    assert absent.status_code == 302


def test_the_insider_does_see_it(secret, signed_in):
    assert secret.title.split()[0] in signed_in(INSIDER).get(secret.get_absolute_url()).content.decode()


def test_no_list_shows_it_to_a_stranger(world, hidden, secret, signed_in):
    client = signed_in(STRANGER)
    pages = [
        client.get(reverse("home:my_week")),
        client.get(reverse("people:show", args=[secret.author_id])),
        *(client.get(reverse("discussions:threads", args=[c.slug])) for c in world.communities.values() if c != hidden),
    ]

    assert [page.status_code for page in pages] == [200, 200, *(200 for _ in range(len(world.communities) - 1))]
    titles = list(hidden.threads.values_list("title", flat=True))
    assert [title for page in pages for title in titles if title in page.content.decode().replace("\xa0", " ")] == []


def test_a_link_from_it_is_not_told_outside(world, hidden, signed_in):
    shown = world.communities["konferencje"].threads.first()
    actions.begin_thread(
        hidden,
        by=world.people[INSIDER],
        kind="discussion",
        title="Poufne odwołanie",
        text=f"[tu]({shown.get_absolute_url()})",
    )

    outside = signed_in(STRANGER).get(shown.get_absolute_url()).content.decode()
    inside = signed_in(INSIDER).get(shown.get_absolute_url()).content.decode()

    assert ["Poufne" in page for page in (outside, inside)] == [False, True]


def test_a_strangers_link_to_it_is_only_a_link(world, secret, thread):
    actions.reply(thread, by=world.people["hanna.jastrzab"], text=f"Zgaduję: [x]({secret.get_absolute_url()})")

    assert secret.linked_from.filter(post__thread=thread).exists() is False


def test_a_stranger_keeps_no_draft_in_it_and_reads_nothing_in_it(world, hidden, secret, signed_in):
    client, address = signed_in(STRANGER), reverse("discussions:draft")
    for place in (f"thread:{secret.pk}", f"community:{hidden.pk}", f"edit:{secret.posts.first().pk}"):
        assert client.post(address, {"place": place, "text": "Tu byłem"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.mark_read(secret, by=world.people[STRANGER], number=1)
    with pytest.raises(PermissionDenied):
        actions.mark_all_read(hidden, by=world.people[STRANGER])

    assert Draft.objects.filter(person=world.people[STRANGER]).exists() is False


def test_every_verb_refuses_a_stranger(world, hidden, secret):
    stranger, post = world.people[STRANGER], secret.posts.first()
    tries = [
        lambda: actions.begin_thread(hidden, by=stranger, kind="question", title="?", text="?"),
        lambda: actions.reply(secret, by=stranger, text="?"),
        lambda: actions.edit_post(post, by=stranger, text="?"),
        lambda: actions.edit_thread(secret, by=stranger, title="?"),
        lambda: actions.delete_post(post, by=stranger),
        lambda: actions.thank(post, by=stranger),
        lambda: actions.take_back_thanks(post, by=stranger),
        lambda: actions.mark_helped(secret, post, by=stranger),
        lambda: actions.unmark_helped(secret, by=stranger),
        lambda: actions.close_thread(secret, by=stranger),
        lambda: actions.describe_tag(hidden, by=stranger, name="?a"),
        lambda: actions.save_draft(f"thread:{secret.pk}", by=stranger, text="?"),
    ]
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()


def test_whoever_left_sees_no_more_not_even_their_own_thread(world, hidden, signed_in):
    own = actions.begin_thread(hidden, by=world.people[INSIDER], kind="discussion", title="Na odchodne", text="Cześć.")
    community_actions.leave(hidden, by=world.people[INSIDER])

    client = signed_in(INSIDER)

    assert client.get(own.get_absolute_url()).status_code == 404
    assert "odchodne" not in client.get(reverse("people:show", args=[own.author_id])).content.decode()
    with pytest.raises(PermissionDenied):
        actions.delete_post(own.posts.get(), by=world.people[INSIDER])


def test_people_of_other_offices_do_not_see_what_is_for_chosen_ones(world, signed_in):
    thread = Thread.objects.filter(community=world.communities["wzory-umow"]).first()

    codes = [
        signed_in(handle).get(thread.get_absolute_url()).status_code for handle in ("tomasz.grela", "joanna.sobczak")
    ]

    assert codes == [200, 404]
