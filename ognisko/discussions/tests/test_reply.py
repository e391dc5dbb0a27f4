import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.communities.models import Consent, Membership
from ognisko.discussions import actions
from ognisko.discussions.models import Draft, Post, ReadPosition
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OBSERVER, OUTSIDER

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(thread):
    return reverse("discussions:reply", args=[thread.pk, thread.slug])


def test_a_member_replies_and_sees_the_reply_in_its_place(world, thread, signed_in, address):
    answer = signed_in(MEMBER).post(address, {"text": "Podpisuje *ten*, kto płaci."})

    post = thread.posts.get(number=2)
    assert answer.url == f"{thread.get_absolute_url()}#wpis-{post.pk}"
    assert post.html == "<p>Podpisuje <em>ten</em>, kto płaci.</p>\n"
    assert post.author_unit == world.people[MEMBER].unit
    thread.refresh_from_db()
    assert (thread.post_count, thread.last_author, thread.last_post_at) == (2, world.people[MEMBER], post.written_at)


def test_a_reply_is_one_event_in_its_transaction(world, thread, say):
    post = say(MEMBER, "Pisze @sylwia.kot i @nikt.taki.")

    event = Event.objects.get(verb="discussions.reply", target_id=post.pk)
    assert event.facts == {"thread": thread.pk, "mentions": [world.people[DEPUTY].pk]}
    assert event.community_id == thread.community_id


def test_with_htmx_only_what_is_new_comes(thread, signed_in, say, address):
    unseen = say(DEPUTY, "To przyszło w czasie pisania.")

    answer = signed_in(MEMBER).post(address, {"text": "A to jest moje.", "seen": "1"}, headers=HTMX)

    page = answer.content.decode()
    own = thread.posts.get(number=3)
    assert [f'id="wpis-{pk}"' in page for pk in (unseen.pk, own.pk)] == [True, True]
    assert page.count("<article") == 2
    assert "<html" not in page
    assert 'id="seen" value="3" hx-swap-oob="true"' in page


def test_from_an_early_page_htmx_goes_to_the_place_of_the_reply(long_thread, signed_in, address):
    thread = long_thread(60)

    answer = signed_in(MEMBER).post(address, {"text": "Z pierwszej strony.", "seen": "20"}, headers=HTMX)

    assert answer["HX-Redirect"] == f"{thread.get_absolute_url()}?after=60#wpis-{thread.posts.get(number=61).pk}"


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_what_could_not_be_taken_comes_back_with_the_reason(signed_in, address, headers):
    answer = signed_in(MEMBER).post(address, {"text": "  ", "seen": "1"}, headers=headers)

    assert answer.status_code == 422
    assert 'id="reply-text-error"' in answer.content.decode()


def test_a_double_press_is_one_post(thread, signed_in, address):
    client = signed_in(MEMBER)

    first, second = client.post(address, {"text": "Raz."}), client.post(address, {"text": "Raz."})

    assert first.url == second.url
    assert thread.posts.count() == 2


def test_the_same_words_later_or_by_another_are_another_post(thread, say, frozen):
    frozen.shift(60)
    say(MEMBER, "Dziękuję!")
    say(DEPUTY, "Dziękuję!")
    frozen.shift(61)
    say(MEMBER, "Dziękuję!")

    assert list(thread.posts.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_reply_may_answer_one_post(thread, signed_in, say, address):
    first = say(DEPUTY, "Sekretariat.")
    say(ASKER, "A kto dokładnie?")

    signed_in(MEMBER).post(address, {"text": "Osoba z listy.", "answers": first.pk})

    page = signed_in(ASKER).get(thread.get_absolute_url()).content.decode()
    assert thread.posts.get(number=4).answers == first
    assert f'href="#wpis-{first.pk}"' in page


def test_a_post_of_another_thread_cannot_be_answered(world, thread):
    elsewhere = Post.objects.exclude(thread=thread).first()

    with pytest.raises(PermissionDenied):
        actions.reply(thread, by=world.people[MEMBER], text="Nie tu.", answers=elsewhere)


@pytest.mark.parametrize("handle", [OBSERVER, OUTSIDER])
def test_only_members_reply(world, thread, signed_in, address, handle):
    answer = signed_in(handle).post(address, {"text": "Dorzucę."})

    assert answer.status_code == 403
    assert thread.posts.count() == 1


def test_an_outsider_joins_and_replies_by_one_act_of_their_own(world, thread, signed_in, address):
    outsider = world.people[OUTSIDER]
    page = signed_in(OUTSIDER).get(thread.get_absolute_url()).content.decode()

    answer = signed_in(OUTSIDER).post(address, {"text": "U nas inaczej.", "join": "1"})

    assert 'name="join" value="1"' in page
    assert answer.status_code == 302
    assert thread.posts.get(number=2).author == outsider
    membership = Membership.objects.current().get(person=outsider, community=thread.community)
    assert Consent.objects.get(pk=membership.consent_id).person == outsider


def test_a_visitor_is_asked_to_sign_in(client, address):
    assert client.post(address, {"text": "Anonimowo."}).url.startswith("/konto/")


def test_a_closed_thread_takes_no_reply_and_keeps_the_words(world, thread, signed_in, address):
    actions.close_thread(thread, by=world.people[ASKER])

    answer = signed_in(MEMBER).post(address, {"text": "Spóźniona myśl."})

    assert answer.status_code == 422
    assert "Spóźniona myśl." in answer.content.decode()
    with pytest.raises(PermissionDenied):
        actions.reply(thread, by=world.people[MEMBER], text="I tak nie.")


def test_the_draft_goes_when_the_reply_is_posted(world, thread, say):
    actions.save_draft(f"thread:{thread.pk}", by=world.people[MEMBER], text="Zaczęte")
    actions.save_draft(f"thread:{thread.pk}", by=world.people[DEPUTY], text="Cudze")

    say(MEMBER, "Skończone.")

    assert list(Draft.objects.values_list("text", flat=True)) == ["Cudze"]


def test_ones_own_reply_is_read_and_what_came_before_it_is_not_by_that(world, thread, say):
    actions.mark_read(thread, by=world.people[MEMBER], number=1)
    say(MEMBER, "Od razu.")
    say(DEPUTY, "Pomiędzy.")
    say(MEMBER, "Potem.")

    assert ReadPosition.objects.get(person=world.people[MEMBER], thread=thread).number == 2


def test_a_link_to_another_thread_says_there_who_refers_to_it(world, thread, say, signed_in, settings):
    other = world.communities["eksperci"].threads.exclude(pk=thread.pk).first()
    site = settings.SITE_URL
    own = thread.get_absolute_url()
    say(MEMBER, f"Było: [tu]({other.get_absolute_url()}), {site}/en/threads/{other.pk}/x/. Ten: {site}{own}")

    page = signed_in(OUTSIDER).get(other.get_absolute_url()).content.decode()

    assert list(other.linked_from.values_list("post__thread", flat=True)) == [thread.pk]
    assert thread.linked_from.count() == 0
    assert own in page
