import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.communities import actions
from ognisko.communities.models import Community, Consent, Membership
from ognisko.communities.permissions import role_of
from ognisko.communities.tests.conftest import words


def test_who_sees_an_open_community_joins_with_one_button(found, signed_in, world, address):
    community = found("ewa.kurowska")
    client = signed_in("dawid.mroz")
    assert "Dołącz" in words(client.get(address(community)))
    response = client.post(address(community, "join"))
    assert response.url == community.get_absolute_url()
    membership = Membership.objects.get(community=community, person=world.people["dawid.mroz"])
    assert (membership.role, membership.door, membership.consent.person) == (
        "member", "page", world.people["dawid.mroz"],
    )  # fmt: skip


def test_joining_counts_and_is_logged(found, world):
    community, person = found("ewa.kurowska"), world.people["dawid.mroz"]
    membership = actions.join(community, by=person)
    event = Event.objects.get(verb="communities.join", community_id=community.pk)
    assert Community.objects.get(pk=community.pk).member_count == community.member_count == 2
    assert (event.actor, event.unit_id, event.target_id) == (person, person.unit_id, membership.pk)


def test_pressing_the_button_twice_changes_nothing(found, world):
    community, person = found("ewa.kurowska"), world.people["dawid.mroz"]
    first, second = actions.join(community, by=person), actions.join(community, by=person)
    assert first == second
    assert Community.objects.get(pk=community.pk).member_count == 2
    assert Consent.objects.filter(community=community, person=person).count() == 1


def test_one_may_come_in_only_to_observe(found, signed_in, world, address):
    community = found("ewa.kurowska")
    signed_in("dawid.mroz").post(address(community, "join"), {"role": "observer"})
    assert role_of(world.people["dawid.mroz"], community) == "observer"


def test_a_role_cannot_be_taken_by_typing_it(found, signed_in, world, address):
    community = found("ewa.kurowska")
    signed_in("dawid.mroz").post(address(community, "join"), {"role": "coordinator"})
    assert role_of(world.people["dawid.mroz"], community) == "member"


@pytest.mark.parametrize("entry", ["on_request", "by_invitation"])
def test_a_door_that_is_not_open_stays_shut(found, signed_in, world, address, entry):
    community = found("ewa.kurowska", entry=entry)
    assert signed_in("dawid.mroz").post(address(community, "join")).status_code == 403
    assert role_of(world.people["dawid.mroz"], community) is None


def test_a_visitor_is_led_to_sign_in_and_back(world, visitor, address):
    community = world.communities["konferencje"]
    page = visitor.get(address(community))
    assert f"{reverse('account_login')}?next={address(community)}" in page.content.decode()
    assert visitor.post(address(community, "join")).status_code == 302


def test_a_link_that_somebody_follows_joins_nobody(found, signed_in, world, address):
    community = found("ewa.kurowska")
    assert signed_in("dawid.mroz").get(address(community, "join")).status_code == 405


def test_a_closed_account_joins_nothing(found, world):
    person = world.people["dawid.mroz"]
    person.is_active = False
    with pytest.raises(PermissionDenied):
        actions.join(found("ewa.kurowska"), by=person)
