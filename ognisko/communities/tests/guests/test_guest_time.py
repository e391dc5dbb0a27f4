"""A guest has a last day."""

import re
from datetime import date

from django.urls import reverse

from ognisko.communities.actions.guests import tend_guest_times
from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import can_read
from ognisko.communities.tests.conftest import words
from ognisko.communities.tests.guests.conftest import ADDRESS, PUBLIC, PURPOSE, client_of, link
from ognisko.mail.models import Letter
from ognisko.people.actions import move_person
from ognisko.people.models import Person


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
