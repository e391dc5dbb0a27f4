"""Guests: whoever comes by an invitation from outside the office sees what they joined, and people within it."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.communities import actions
from ognisko.communities.actions.guests import tend_guest_times
from ognisko.communities.models import Community, Consent, Membership
from ognisko.communities.permissions import can_join, can_read, can_request
from ognisko.communities.tests.conftest import words
from ognisko.communities.tokens import invitation_token
from ognisko.discussions.actions import begin_thread
from ognisko.discussions.models import Post, Thread
from ognisko.mail.models import Letter
from ognisko.people.actions import move_person
from ognisko.people.models import Person
from ognisko.search.query import search

PURPOSE = "Liczę na Wasze doświadczenie z zamawiania ekspertyz."
ADDRESS = "tamara.wilk@uczelnia.example"
PUBLIC = "konferencje"  # the one that is read without signing in
PASSWORD = "siedem zielonych lamp"


@pytest.fixture(autouse=True)
def _own_domains(settings):
    settings.REGISTRATION = "invitation"
    settings.REGISTRATION_DOMAINS = ["mrl.example", "umj.example"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def invited(world):
    """Invited to a community that every colleague sees, as a guest for two weeks."""

    def send(address=ADDRESS, slug="eksperci", until=None):
        community = world.communities[slug]
        made = actions.invite(community, by=community.founder, addresses=address, purpose=PURPOSE, guest_until=until)
        return made.sent[0]

    return send


@pytest.fixture
def guest(invited):
    """Tamara has come to the community of experts."""

    def come(until=None, slug="eksperci"):
        invitation = invited(slug=slug, until=until)
        person = Person.objects.filter(email=ADDRESS).first() or actions.make_account(
            invitation, token=invitation_token(invitation), name="Tamara Wilk", password=PASSWORD
        )
        actions.join(invitation.community, by=person, door=Consent.Door.INVITATION)
        return Person.objects.get(pk=person.pk)

    return come


def link(invitation, page="invitation"):
    """As in the letter: the same token each time."""
    words = Letter.objects.get(key=f"communities.invitation:{invitation.pk}").text.split()
    token = next(word for word in words if "/zaproszenie/" in word).rstrip("/").rpartition("/")[2]
    return reverse(f"communities:{page}", args=[token])


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


# --- An invitation makes the account -------------------------------------------------------------------------


def test_the_letters_link_leads_to_an_account_and_then_to_the_question(invited, client):
    invitation = invited(until=date(2027, 1, 31))
    page = words(client.get(link(invitation)))
    assert "Załóż konto" in page and "Nie, dziękuję" in page and "Dołącz" not in page
    assert "gość" in page and "31 stycznia 2027" in page

    form = words(client.get(link(invitation, "make_account")))
    assert ADDRESS in form
    made = client.post(link(invitation, "make_account"), {"name": "Tamara Wilk", "password": PASSWORD})
    assert made.url == link(invitation)
    person = Person.objects.get(email=ADDRESS)
    assert (person.is_guest, person.is_listed, person.organisation) == (True, False, None)
    assert person.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.emailaddress_set.get().verified

    asked = words(client.get(made.url))
    assert "Dołącz" in asked and "Nie, dziękuję" in asked
    assert not Membership.objects.filter(person=person).exists()
    client.post(made.url, {"answer": "join"})
    membership = Membership.objects.current().get(person=person)
    assert (membership.community, membership.guest_until) == (invitation.community, date(2027, 1, 31))


def test_the_letter_says_that_one_comes_as_a_guest(invited):
    invitation = invited(until=date(2027, 1, 31))
    letter = Letter.objects.get(key=f"communities.invitation:{invitation.pk}")
    for part in (letter.text, letter.html):
        assert "jako gość" in part.replace("\u00a0", " ") and "31 stycznia 2027" in part.replace("\u00a0", " ")


def test_without_a_password_a_link_in_a_letter_signs_in(invited, client):
    invitation = invited()
    client.post(link(invitation, "make_account"), {"name": "Tamara Wilk", "password": ""})
    person = Person.objects.get(email=ADDRESS)
    assert not person.has_usable_password()
    Client().post(reverse("people:link_request"), {"email": ADDRESS})
    assert Letter.objects.filter(to_address=ADDRESS, key__startswith="people.sign_in_link").count() == 1


@pytest.mark.parametrize("typed", [{"name": "", "password": ""}, {"name": "Tamara Wilk", "password": "krótkie"}])
def test_what_is_wrong_is_said_and_nothing_is_made(invited, client, typed):
    response = client.post(link(invited(), "make_account"), typed)
    assert response.status_code == 400
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_looking_at_the_link_makes_nothing(invited, client):
    invitation = invited()
    for page in ("invitation", "make_account"):
        assert client.get(link(invitation, page)).status_code == client.head(link(invitation, page)).status_code == 200
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_no_thank_you_needs_no_account(invited, client):
    invitation = invited()
    client.post(link(invitation), {"answer": "decline"})
    invitation.refresh_from_db()
    assert invitation.answer == "declined"
    assert client.get(link(invitation, "make_account")).url == link(invitation)
    with pytest.raises(PermissionDenied):
        actions.make_account(invitation, token=invitation_token(invitation), name="Tamara Wilk")


def test_an_account_is_made_once_and_never_over_another(invited, client, world):
    invitation = invited()
    client.post(link(invitation, "make_account"), {"name": "Tamara Wilk", "password": ""})
    again = Client().post(link(invitation, "make_account"), {"name": "Ktoś Inny", "password": PASSWORD})
    assert again.url == link(invitation)
    assert Person.objects.get(email=ADDRESS).name == "Tamara Wilk"

    closed = world.people["dawid.mroz"]
    closed.is_active = False
    closed.save()
    second = invited(closed.email, slug="petycje")
    page = words(Client().get(link(second)))
    assert "Załóż konto" not in page and "Dołącz" not in page
    assert Client().post(link(second, "make_account"), {"name": "Ja"}).url == link(second)


def test_a_wrong_token_makes_nothing(invited, client):
    first, second = invited(), invited("inna@uczelnia.example")
    assert client.get("/zaproszenie/xyz/konto/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.make_account(first, token=invitation_token(second), name="Tamara Wilk")


def test_where_accounts_are_closed_the_page_says_whom_to_ask(invited, client, settings):
    invitation = invited()
    settings.REGISTRATION = "closed"
    assert "Konta zakładają osoby" in words(client.get(link(invitation)))
    assert client.post(link(invitation, "make_account"), {"name": "Tamara Wilk"}).url == link(invitation)
    assert not Person.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize(
    ("mode", "address", "is_guest"),
    [
        ("invitation", "nowa@mrl.example", False),
        ("domains", "nowa@mrl.example", False),
        ("domains", "nowa@mrl.example.evil.com", True),
        ("open", "nowa@uczelnia.example", False),
    ],
)
def test_who_is_a_guest_and_who_a_colleague(invited, client, settings, mode, address, is_guest):
    settings.REGISTRATION = mode
    client.post(link(invited(address), "make_account"), {"name": "Nowa Osoba", "password": ""})
    person = Person.objects.get(email=address)
    assert (person.is_guest, person.is_listed) == (is_guest, not is_guest)


def test_the_security_log_hears_of_the_account(invited, client):
    client.post(link(invited(), "make_account"), {"name": "Tamara Wilk", "password": ""})
    entry = Entry.objects.get(event="account_made")
    assert entry.facts["is_guest"] is True
    assert entry.target_id == Person.objects.get(email=ADDRESS).pk


# --- What a guest sees ---------------------------------------------------------------------------------------


def test_a_guest_sees_what_they_joined_and_what_is_public(guest, world):
    tamara = guest()
    seen = {community.external_id for community in Community.objects.visible_to(tamara)}
    assert seen == {"eksperci", PUBLIC}
    for slug, community in world.communities.items():
        assert can_read(tamara, community) is (slug in seen), slug
        assert not can_join(tamara, community) and not can_request(tamara, community), slug


def test_another_communitys_pages_are_not_there(guest, world):
    client = client_of(guest())
    community = world.communities["monitoring"]
    thread = Thread.objects.filter(community=community).first()
    post = thread.posts.first()
    for address in (
        community.get_absolute_url(),
        reverse("communities:people", args=[community.slug]),
        reverse("discussions:threads", args=[community.slug]),
        thread.get_absolute_url(),
        reverse("discussions:post", args=[post.pk]),
        reverse("discussions:history", args=[post.pk]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(reverse("communities:join", args=[community.slug])).status_code == 404


def test_the_directory_of_communities_holds_no_more_than_that(guest, world):
    page = words(client_of(guest()).get(reverse("communities:directory")))
    assert world.communities["eksperci"].name in page
    assert world.communities[PUBLIC].name in page
    for slug in ("monitoring", "petycje", "wzory-umow"):
        assert world.communities[slug].name not in page
    assert "Załóż wspólnotę" not in page


def test_a_guest_founds_no_community(guest):
    tamara = guest()
    assert client_of(tamara).get(reverse("communities:create")).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.create_community(by=tamara, name="Moja", topic="Pomagamy sobie.")


def seen_people(world):
    """Who belongs to the community of experts, and who wrote there or where everything is public."""
    members = Membership.objects.current().filter(community=world.communities["eksperci"])
    readable = [world.communities[slug] for slug in ("eksperci", PUBLIC)]
    authors = Post.objects.filter(thread__community__in=readable, deleted_at=None)
    return {*members.values_list("person_id", flat=True), *authors.values_list("author_id", flat=True)}


def test_a_guest_sees_people_of_their_community_only(guest, world):
    tamara = guest()
    inside = set(Person.objects.filter(pk__in=seen_people(world), is_active=True).values_list("pk", flat=True))
    assert set(Person.objects.visible_to(tamara).values_list("pk", flat=True)) == inside
    client = client_of(tamara)
    outsider = Person.objects.listed().exclude(pk__in=inside).first()
    insider = world.communities["eksperci"].founder
    assert client.get(outsider.get_absolute_url()).status_code == 404
    assert client.get(insider.get_absolute_url()).status_code == 200
    listed = client.get(reverse("people:directory")).content.decode()
    assert insider.name in listed and outsider.name not in listed
    assert client.get(reverse("people:directory"), {"after": outsider.pk}).status_code == 200
    sought = client.get(reverse("people:directory"), {"q": outsider.name.split()[-1]})
    assert outsider.name not in sought.content.decode()


def test_search_finds_a_guest_nothing_else(guest, world):
    tamara = guest()
    inside = seen_people(world)
    readable = {world.communities[slug].pk for slug in ("eksperci", PUBLIC)}
    for typed in ("umowa", "konferencja", "petycja", "Mielnik", "Kurowska", "monitoring"):
        for result in search(typed, person=tamara).found:
            if result.kind == "person":
                assert result.object_id in inside
            else:
                assert (result.community_id or result.object_id) in readable


def test_permission_kept_for_search_follows_who_becomes_a_colleague(guest, world):
    tamara = guest()
    before = {one.community_id for one in search("monitoring", person=tamara).found}
    Person.objects.filter(pk=tamara.pk).update(is_guest=False)
    after = {one.community_id for one in search("monitoring", person=Person.objects.get(pk=tamara.pk)).found}
    assert world.communities["monitoring"].pk in after - before


def test_after_an_at_sign_a_guest_is_offered_only_people_they_see(guest, world):
    tamara = guest()
    client = client_of(tamara)
    outside = Person.objects.listed().exclude(pk__in=seen_people(world))
    slug = world.communities["eksperci"].slug
    for person in outside[:5]:
        asked = client.get(reverse("discussions:mentions"), {"community": slug, "q": person.name.split()[0]})
        assert person.name not in [one["name"] for one in asked.json()["people"]]
    stranger = outside.first()
    thread = begin_thread(
        world.communities["eksperci"],
        by=tamara,
        kind=Thread.Kind.QUESTION,
        title="Kto płaci za ekspertyzę?",
        text=f"Pytam @{stranger.handle} i @{world.communities['eksperci'].founder.handle}.",
    )
    assert [mention.person for mention in thread.posts.get().mentions.all()] == [world.communities["eksperci"].founder]


def test_colleagues_name_a_guest_inside_and_nowhere_else(guest, world, signed_in):
    guest()
    inside, outside = world.communities["eksperci"], world.communities["monitoring"]
    asked = signed_in("krzysztof.mielnik").get(reverse("discussions:mentions"), {"community": inside.slug, "q": "tam"})
    assert [one["name"] for one in asked.json()["people"]] == ["Tamara Wilk"]
    keeper = client_of(outside.founder)
    there = keeper.get(reverse("discussions:mentions"), {"community": outside.slug, "q": "tam"})
    assert "Tamara Wilk" not in [one["name"] for one in there.json()["people"]]


def test_a_guest_is_in_no_directory_of_the_office(guest, signed_in):
    guest()
    assert "Tamara Wilk" not in signed_in("ewa.kurowska").get(reverse("people:directory")).content.decode()
    found = search("Tamara Wilk", person=Person.objects.get(handle="ewa.kurowska")).found
    assert "Tamara Wilk" not in [one.title for one in found]


def test_on_a_public_community_a_guest_stands_like_a_visitor(guest, world):
    community = world.communities[PUBLIC]
    client = client_of(guest())
    page = words(client.get(community.get_absolute_url()))
    assert "zaproszen" in page
    assert "Koordynacja:" not in page
    assert client.get(reverse("communities:people", args=[community.slug])).status_code == 200
    assert community.founder.name not in words(client.get(reverse("communities:people", args=[community.slug])))


def test_a_guest_takes_part_like_anybody_where_they_joined(guest, world):
    client = client_of(guest())
    community = world.communities["eksperci"]
    assert client.get(community.get_absolute_url()).status_code == 200
    assert client.get(reverse("discussions:new", args=[community.slug])).status_code == 200
    assert client.get(reverse("home:my_week")).status_code in (200, 302)


def test_a_guest_says_no_place_and_becomes_a_colleague_by_getting_one(guest, world):
    tamara = guest()
    client = client_of(tamara)
    assert client.get(reverse("people:move")).status_code == 403
    assert "Jesteś tu gościem" in client.get(reverse("people:profile")).content.decode().replace("\u00a0", " ")
    unit = world.people["ewa.kurowska"].unit
    with pytest.raises(PermissionDenied):
        move_person(tamara, to_unit=unit, by=tamara)
    move_person(tamara, to_unit=unit, by=None)
    tamara.refresh_from_db()
    assert not tamara.is_guest
    assert Community.objects.visible_to(tamara).filter(external_id="monitoring").exists()


# --- Guest time ----------------------------------------------------------------------------------------------


def test_guest_time_ends_the_day_after_the_last_and_by_itself(guest, frozen):
    tamara = guest(until=date(2026, 12, 1))
    membership = Membership.objects.current().get(person=tamara)
    before = Community.objects.get(pk=membership.community_id).member_count
    frozen.move_to("2026-12-01T23:00:00+01:00")
    tend_guest_times()
    assert Membership.objects.current().filter(person=tamara).exists()
    frozen.move_to("2026-12-02T00:10:00+01:00")
    tend_guest_times()
    membership.refresh_from_db()
    assert (membership.ended_as, Community.objects.get(pk=membership.community_id).member_count) == (
        "guest_time_ended",
        before - 1,
    )
    assert not can_read(Person.objects.get(pk=tamara.pk), membership.community)
    assert client_of(tamara).get(membership.community.get_absolute_url()).status_code == 404


def test_a_week_before_there_is_one_letter(guest, frozen):
    tamara = guest(until=date(2026, 12, 10))
    told = Letter.objects.filter(key__startswith="communities.guest_time_ends")
    frozen.move_to("2026-12-02T00:10:00+01:00")
    tend_guest_times()
    assert told.count() == 0
    for day in ("03", "04", "10"):
        frozen.move_to(f"2026-12-{day}T00:10:00+01:00")
        tend_guest_times()
        assert told.count() == 1
    letter = Letter.objects.get(key__startswith="communities.guest_time_ends")
    assert letter.to_person == tamara
    assert "10 grudnia 2026" in letter.text.replace("\u00a0", " ")
    assert Membership.objects.current().filter(person=tamara).exists()


def test_who_may_invite_prolongs_it(guest, signed_in, world):
    tamara = guest(until=date(2027, 1, 10))
    membership = Membership.objects.current().get(person=tamara)
    address = reverse("communities:guest_time", args=[membership.pk])
    coordinator = signed_in("krzysztof.mielnik")
    people = coordinator.get(reverse("communities:people", args=[membership.community.slug]), {"q": "Tamara"})
    assert "gość do: 10 stycznia 2027" in words(people) and address in people.content.decode()

    assert "2027-01-10" in coordinator.get(address).content.decode()
    assert coordinator.post(address, {"until": "2020-01-01"}).status_code == 400
    coordinator.post(address, {"until": "2027-06-30"})
    membership.refresh_from_db()
    assert membership.guest_until == date(2027, 6, 30)
    coordinator.post(address, {"until": ""})
    membership.refresh_from_db()
    assert membership.guest_until is None


def test_nobody_else_sets_it(guest, signed_in, world):
    tamara = guest()
    membership = Membership.objects.current().get(person=tamara)
    address = reverse("communities:guest_time", args=[membership.pk])
    assert signed_in("adam.cichon").get(address).status_code == 403
    assert client_of(tamara).post(address, {"until": ""}).status_code == 403
    assert signed_in("joanna.sobczak").get(address).status_code == 403
    here = Membership.objects.current().filter(community=membership.community, role="member")
    colleague = here.exclude(pk=membership.pk).first()
    assert signed_in("krzysztof.mielnik").get(reverse("communities:guest_time", args=[colleague.pk])).status_code == 403


def test_a_last_day_that_has_passed_is_not_taken_when_inviting(signed_in, world, address):
    typed = {"addresses": ADDRESS, "purpose": PURPOSE, "guest_until": "2020-01-01"}
    response = signed_in("krzysztof.mielnik").post(address(world.communities["eksperci"], "invite"), typed)
    assert response.status_code == 400
    assert "Ten dzień już minął." in words(response)


def test_an_invitation_made_on_the_page_keeps_the_last_day(signed_in, world, address):
    typed = {"addresses": ADDRESS, "purpose": PURPOSE, "guest_until": "2030-01-31"}
    community = world.communities["eksperci"]
    signed_in("krzysztof.mielnik").post(address(community, "invite"), typed)
    assert community.invitations.get(address=ADDRESS).guest_until == date(2030, 1, 31)


def test_a_colleague_is_not_ended_by_a_last_day(guest, world, frozen):
    tamara = guest(until=date(2026, 12, 1))
    move_person(tamara, to_unit=world.people["ewa.kurowska"].unit, by=None)
    frozen.move_to("2027-02-01T00:10:00+01:00")
    tend_guest_times()
    assert Membership.objects.current().filter(person=tamara).exists()


def test_a_guest_who_coordinates_leaves_the_coordination_to_deputies(guest, world, frozen):
    tamara = guest(until=date(2026, 12, 1))
    membership = Membership.objects.current().get(person=tamara)
    Membership.objects.current().filter(community=membership.community, role="coordinator").update(role="member")
    Membership.objects.filter(pk=membership.pk).update(role="coordinator")
    frozen.move_to("2026-12-02T00:10:00+01:00")
    tend_guest_times()
    membership.refresh_from_db()
    assert membership.ended_as == "guest_time_ended"


def test_a_guest_may_be_invited_to_a_second_community(guest, invited, world):
    tamara = guest()
    client = client_of(tamara)
    invitation = invited(slug="monitoring", until=date(2030, 5, 5))
    assert client.get(invitation.community.get_absolute_url()).status_code == 404
    assert "Dołącz" in words(client.get(link(invitation)))
    client.post(link(invitation), {"answer": "join"})
    assert {one.external_id for one in Community.objects.visible_to(tamara)} == {"eksperci", "monitoring", PUBLIC}
    assert re.search("monitor", client.get(reverse("communities:directory")).content.decode(), re.I)
