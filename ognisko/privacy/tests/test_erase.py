"""Somebody closes their account; what they wrote stays, and nothing says who it was."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.communities.actions import invite, request_to_join
from ognisko.communities.models import Community, Consent, Invitation, JoinRequest, Membership
from ognisko.discussions.actions import edit_post, reply, save_draft, thank
from ognisko.discussions.models import Draft, Mention, Post, PostVersion, ReadPosition, Thanks, Thread
from ognisko.mail.models import Letter
from ognisko.people.actions import give_role
from ognisko.people.models import Assignment, InstallationRole, Person
from ognisko.privacy.actions import ask_erasure
from ognisko.privacy.declared import concerns
from ognisko.privacy.models import Erasure, Place, StandIn
from ognisko.privacy.working import Clerk
from ognisko.search.models import Entry, EntryText, Term

WHO = "krzysztof.mielnik"


def work_off() -> None:
    """The worker comes by when the letter has had its time."""
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        Clerk().work("test")


def erase(person: Person) -> Erasure:
    erasure = ask_erasure(person, by=person)
    work_off()
    erasure.refresh_from_db()
    assert erasure.finished_at is not None, erasure.last_error
    return erasure


@pytest.fixture
def who(world) -> Person:
    return world.people[WHO]


def test_what_somebody_wrote_stays_in_order_under_one_pseudonym_of_its_community(world, who):
    posts = list(Post.objects.filter(author=who).values_list("pk", "thread__community_id"))
    count = Post.objects.count()
    erase(who)

    assert Post.objects.count() == count
    authors = {pk: author for pk, author in Post.objects.values_list("pk", "author__name") if pk in dict(posts)}
    assert set(authors.values()) == {"Konto usunięte 1"}
    for community in {community for _pk, community in posts}:
        mine = [pk for pk, where in posts if where == community]
        assert Post.objects.filter(pk__in=mine).values("author").distinct().count() == 1


def test_pseudonyms_of_two_communities_have_nothing_in_common(world, who):
    communities = set(Post.objects.filter(author=who).values_list("thread__community_id", flat=True))
    assert len(communities) > 1, "somebody who writes in two communities"
    erase(who)

    people = list(Person.objects.filter(stands_in__isnull=False).values())
    assert len(people) >= len(communities)
    assert len({person["handle"] for person in people}) == len(people)
    assert {(person["email"], person["is_active"], person["is_listed"]) for person in people} == {(None, False, False)}
    assert len({person["joined_at"] for person in people}) == 1


def test_the_next_one_erased_has_the_next_number(world, who):
    erase(who)
    other = Person.objects.filter(posts__thread__community=world.communities["eksperci"], is_active=True).first()
    erase(other)
    numbers = StandIn.objects.filter(community_id=world.communities["eksperci"].pk).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]


def test_the_person_has_no_account_and_no_page(world, who, signed_in):
    client, colleague = signed_in(WHO), signed_in("adam.cichon")
    erase(who)
    who.refresh_from_db()

    assert (who.email, who.organisation, who.unit, who.is_active, who.is_listed) == (None, None, None, False, False)
    assert who.name == "konto usunięte"
    assert not who.has_usable_password()
    assert client.get("/moj-profil/").status_code == 302
    assert colleague.get(f"/osoby/{who.pk}/").status_code == 404
    for stand_in in Person.objects.filter(stands_in__isnull=False):
        assert colleague.get(f"/osoby/{stand_in.pk}/").status_code == 404


def test_memberships_end_as_erased_on_their_consents(world, who):
    before = Membership.objects.current().filter(person=who).count()
    members = Community.objects.get(pk=world.communities["eksperci"].pk).member_count
    erase(who)

    assert before > 0
    assert Membership.objects.filter(person=who, ended_as="erased").count() == before
    assert Membership.objects.current().filter(person=who).count() == 0
    assert Consent.objects.filter(person=who).count() >= before
    assert Community.objects.get(pk=world.communities["eksperci"].pk).member_count == members - 1


def test_private_things_are_gone(world, who):
    thread = Thread.objects.filter(community=world.communities["eksperci"]).first()
    save_draft(f"thread:{thread.pk}", by=who, text="Zaczynam pisać")
    Client().force_login(who)
    invite(world.communities["eksperci"], by=who, addresses="ktos@inny.example", purpose="Dołącz.")
    erase(who)

    assert Draft.objects.filter(person=who).count() == 0
    assert ReadPosition.objects.filter(person=who).count() == 0
    assert Assignment.objects.filter(person=who).count() == 0
    assert InstallationRole.objects.filter(person=who).count() == 0
    assert Letter.objects.filter(to_person=who).count() == 0
    assert [
        session for session in Session.objects.all() if session.get_decoded().get("_auth_user_id") == str(who.pk)
    ] == []
    assert Invitation.objects.get(address="ktos@inny.example").invited_by is None


def test_invitations_and_requests_of_the_person_are_gone(world):
    asking = world.people["rafal.drozdowski"]
    closed = (
        Community.objects.filter(entry="on_request", visibility="everyone").first() or world.communities["eksperci"]
    )
    Community.objects.filter(pk=closed.pk).update(entry="on_request")
    closed.refresh_from_db()
    request_to_join(closed, by=asking, text="Proszę")
    coordinator = Membership.objects.coordinating().filter(community=closed).first().person
    invite(closed, by=coordinator, addresses=asking.email, purpose="Dołącz do nas.")
    erase(asking)
    assert JoinRequest.objects.filter(person=asking).count() == 0
    assert Invitation.objects.filter(address__startswith="rafal").count() == 0


def test_mentions_become_the_pseudonym_also_in_former_texts_and_letters(world, who):
    colleague = world.people["adam.cichon"]
    thread = Thread.objects.filter(community=world.communities["eksperci"], closed_at=None).first()
    post = reply(thread, by=colleague, text="@krzysztof.mielnik, dziękuję. Krzysztofowi Mielnikowi też.")
    edit_post(post, by=colleague, text="@krzysztof.mielnik, dziękuję. Krzysztof Mielnik wie.")
    assert Mention.objects.filter(person=who, post=post).exists()
    erase(who)

    name = Person.objects.get(stands_in__community_id=thread.community_id).name
    post.refresh_from_db()
    assert post.text == f"{name}, dziękuję. {name} wie."
    assert (
        post.html == f"<p>{name}, dziękuję. {name} wie.</p>\n" or post.html == f"<p>{name}, dziękuję. {name} wie.</p>"
    )
    assert PostVersion.objects.get(post=post).text == f"{name}, dziękuję. {name} też."
    assert Mention.objects.filter(person=who).count() == 0
    assert EntryText.objects.get(entry__kind="post", entry__object_id=post.pk).text == f"{name}, dziękuję. {name} wie."


def test_search_finds_the_posts_under_the_pseudonym_and_nobody_by_the_name(world, who, signed_in):
    erase(who)
    assert Entry.objects.filter(author_id=who.pk).count() == 0
    assert Term.objects.filter(form=b"mielnik").count() == 0
    page = signed_in("adam.cichon").get("/szukaj/", {"q": "Mielnik"})
    assert b"Krzysztof Mielnik" not in page.content


def test_thanks_and_the_log_of_activity_go_on_under_the_pseudonym(world, who):
    given = Thanks.objects.filter(person=who).count()
    done = Event.objects.filter(actor=who).exclude(community_id=None).count()
    erase(who)
    assert given > 0
    assert Thanks.objects.filter(person__stands_in__isnull=False).count() == given
    assert Event.objects.filter(actor__stands_in__isnull=False).count() == done
    assert Event.objects.filter(actor=who).count() == 0


def test_the_thread_still_reads_in_order(world, who, signed_in):
    thread = Post.objects.filter(author=who, thread__community=world.communities["eksperci"]).first().thread
    erase(who)
    page = signed_in("adam.cichon").get(thread.get_absolute_url()).content.decode()
    assert "Konto usunięte 1" in page
    assert "Mielnik" not in page


def test_it_says_first_which_communities_look_for_a_coordinator(world, who):
    words = [concern.words for concern in concerns(who)]
    assert len(words) == 1
    assert world.communities["eksperci"].name in words[0]


def test_a_community_stays_when_its_only_coordinator_goes(world, who, signed_in):
    community = world.communities["eksperci"]
    erase(who)
    community.refresh_from_db()
    assert community.founder.name == "Konto usunięte 1"
    assert community.memberships.coordinating().filter(role="coordinator").count() == 0
    deputies = community.memberships.coordinating().filter(role="deputy")
    assert [one.role_offers.filter(answered_at=None).count() for one in deputies] == [1] * deputies.count()


def test_the_last_administrator_stays_with_a_sentence(world, who):
    give_role(who, kind="administrator", by=None)
    InstallationRole.objects.filter(kind="administrator").exclude(person=who).delete()
    with pytest.raises(ValidationError) as refused:
        ask_erasure(who, by=who)
    assert "administrator" in refused.value.messages[0]
    assert Person.objects.get(pk=who.pk).is_active
    assert Erasure.objects.count() == 0


def test_nobody_closes_somebody_elses_account(world, who):
    with pytest.raises(PermissionDenied):
        ask_erasure(who, by=world.people["adam.cichon"])


def test_a_duty_alone_is_not_enough_without_a_registered_request(world, who):
    officer = world.people["adam.cichon"]
    give_role(officer, kind="data_protection_officer", by=None)
    with pytest.raises(PermissionDenied):
        ask_erasure(who, by=Person.objects.get(pk=officer.pk))


def test_asking_twice_is_one_erasure(world, who):
    assert ask_erasure(who, by=who).pk == ask_erasure(who, by=who).pk


def test_a_namesake_keeps_their_name_and_the_office_gets_a_list(world, who):
    other = world.people["adam.cichon"]
    other.name = "Krzysztof Mielnik"
    other.save()
    thread = Thread.objects.filter(community=world.communities["eksperci"], closed_at=None).first()
    post = reply(
        thread,
        by=world.people["marek.olszak"],
        text="Tak mówi Krzysztof Mielnik.",
    )
    erasure = erase(who)
    post.refresh_from_db()
    other.refresh_from_db()
    assert post.text == "Tak mówi Krzysztof Mielnik."
    assert other.name == "Krzysztof Mielnik"
    assert Place.objects.filter(erasure=erasure, model="discussions.post", object_id=post.pk).count() == 1


def test_the_surname_alone_is_left_for_the_office_to_look_at(world, who):
    thread = Thread.objects.filter(community=world.communities["eksperci"], closed_at=None).first()
    post = reply(thread, by=world.people["adam.cichon"], text="Pan Mielnik pisał, żeby Mielnikowi nie odpisywać.")
    erasure = erase(who)
    places = Place.objects.filter(erasure=erasure, object_id=post.pk, model="discussions.post")
    assert [post.text[p.start : p.start + p.length] for p in places.order_by("start")] == ["Mielnik", "Mielnikowi"]


def test_what_breaks_in_the_middle_changes_nothing_and_is_tried_again(world, who, monkeypatch, caplog):
    posts = Post.objects.filter(author=who).count()
    erasure = ask_erasure(who, by=who)

    def broken(traces):
        raise OSError("disk")

    with monkeypatch.context() as patched:
        patched.setattr("ognisko.privacy.declared.wipe", broken)
        work_off()
    erasure.refresh_from_db()
    assert (erasure.finished_at, erasure.last_error, erasure.attempts) == (None, "OSError", 1)
    assert Post.objects.filter(author=who).count() == posts
    assert Person.objects.get(pk=who.pk).name == "Krzysztof Mielnik"
    assert StandIn.objects.count() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        work_off()
    assert Post.objects.filter(author=who).count() == 0


def test_thanks_of_one_to_another_do_not_break_when_both_are_erased(world, who):
    other = world.people["adam.cichon"]
    post = Post.objects.filter(author=other, deleted_at=None).exclude(thanks__person=who).first()
    if Membership.objects.current().filter(person=who, community=post.thread.community).exists():
        thank(post, by=who)
    erase(who)
    erase(other)
    assert Post.objects.filter(author__in=[who, other]).count() == 0


@pytest.mark.slow
def test_fifty_thousand_posts_change_their_author_at_once(world, who):
    thread = Thread.objects.filter(author=who).first()
    start = thread.post_count + 1
    for begin in range(start, start + 50_000, 5_000):
        numbers = range(begin, begin + 5_000)
        Post.objects.bulk_create(
            Post(thread=thread, number=n, author=who, text="Tak.", html="<p>Tak.</p>") for n in numbers
        )
    erase(who)
    assert Post.objects.filter(author=who).count() == 0
    assert Post.objects.filter(thread=thread, author__stands_in__isnull=False).count() > 50_000
