"""Guests see what they joined and what is public, and people within it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Community
from ognisko.communities.permissions import can_join, can_read, can_request
from ognisko.communities.tests.conftest import words
from ognisko.communities.tests.guests.conftest import PUBLIC, client_of, seen_people
from ognisko.discussions.actions import begin_thread
from ognisko.discussions.models import Thread
from ognisko.people.actions import move_person
from ognisko.people.models import Person
from ognisko.search.query import search


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
