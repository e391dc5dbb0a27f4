from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Community, Consent, Membership
from ognisko.communities.permissions import role_of
from ognisko.communities.tests.conftest import words


@pytest.fixture
def community(found, world):
    community = found("ewa.kurowska")
    actions.join(community, by=world.people["dawid.mroz"])
    return community


def test_leaving_asks_nothing_and_can_be_taken_back(community, signed_in, world, address):
    client, person = signed_in("dawid.mroz"), world.people["dawid.mroz"]
    response = client.post(address(community, "leave"), follow=True)
    assert role_of(person, community) is None
    assert Community.objects.get(pk=community.pk).member_count == 1
    assert "Zostaję" in words(response)

    ended = Membership.objects.get(person=person, community=community)
    client.post(reverse("communities:come_back", args=[ended.pk]))
    assert role_of(person, community) == "member"
    assert Consent.objects.filter(person=person, community=community).count() == 2


def test_the_ended_membership_stays_as_it_was(community, world):
    ended = actions.leave(community, by=world.people["dawid.mroz"])
    assert (ended.ended_as, ended.ended_at is None) == ("left", False)


@pytest.mark.parametrize("entry", ["on_request", "by_invitation"])
def test_who_left_comes_back_for_a_month_whatever_the_entry_is(community, world, entry):
    person = world.people["dawid.mroz"]
    actions.change_charter(community, by=world.people["ewa.kurowska"], entry=entry)
    left = actions.leave(community, by=person)
    with time_machine.travel(left.ended_at + timedelta(days=31)), pytest.raises(PermissionDenied):
        actions.join(community, by=person)
    with time_machine.travel(left.ended_at + timedelta(days=29)):
        assert actions.join(community, by=person).role == "member"


def test_nobody_leaves_where_they_are_not(community, world):
    with pytest.raises(PermissionDenied):
        actions.leave(community, by=world.people["robert.kuca"])


def test_the_last_coordinator_may_leave_and_the_deputy_is_asked(community, world, signed_in, address):
    ewa, dawid = world.people["ewa.kurowska"], world.people["dawid.mroz"]
    membership = Membership.objects.get(person=dawid, community=community)
    actions.accept_role(actions.offer_role(membership, role="deputy", by=ewa), by=dawid)
    actions.leave(community, by=ewa)

    page = words(signed_in("dawid.mroz").get(address(community)))
    assert "Proponowana Ci rola: koordynacja" in page
    offer = membership.role_offers.get(answered_at=None)
    actions.accept_role(offer, by=dawid)
    assert role_of(dawid, community) == "coordinator"


def test_without_deputies_any_member_may_take_the_coordination_up(community, world, signed_in, address):
    actions.leave(community, by=world.people["ewa.kurowska"])
    client = signed_in("dawid.mroz")
    assert "Ta wspólnota szuka osoby, która ją poprowadzi" in words(client.get(address(community)))
    client.post(address(community, "take_up_coordination"))
    assert role_of(world.people["dawid.mroz"], community) == "coordinator"


def test_a_stranger_sees_that_a_coordinator_is_looked_for_but_cannot_be_one(community, world, signed_in, address):
    actions.leave(community, by=world.people["ewa.kurowska"])
    client = signed_in("robert.kuca")
    assert "Ta wspólnota szuka osoby, która ją poprowadzi" in words(client.get(address(community)))
    assert client.post(address(community, "take_up_coordination")).status_code == 403


def test_nobody_takes_up_what_somebody_holds(community, world):
    with pytest.raises(PermissionDenied):
        actions.take_up_coordination(community, by=world.people["dawid.mroz"])
