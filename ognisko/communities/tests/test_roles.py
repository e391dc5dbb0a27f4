from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.communities import actions
from ognisko.communities.models import Membership
from ognisko.communities.permissions import ABILITIES, Ability, has_ability, role_of
from ognisko.communities.role_words import ABILITY_WORDS, ROLE_WORDS, role_rows
from ognisko.communities.tests.conftest import headings, words


@pytest.fixture
def community(found, world):
    community = found("ewa.kurowska")
    actions.join(community, by=world.people["dawid.mroz"])
    return community


@pytest.fixture
def dawid(community, world):
    return Membership.objects.get(community=community, person=world.people["dawid.mroz"])


def test_each_role_may_what_the_one_below_it_may_and_more():
    roles = list(reversed(Membership.Role))
    assert [str(role) for role in roles] == ["observer", "member", "deputy", "coordinator"]
    assert all(ABILITIES[lower] < ABILITIES[higher] for lower, higher in pairwise(roles))
    assert ABILITIES["coordinator"] == frozenset(Ability)


def test_every_ability_and_role_is_said_in_words(signed_in):
    assert set(ABILITY_WORDS) == set(Ability)
    assert set(ROLE_WORDS) == set(Membership.Role)
    assert sum(len(row.abilities) for row in role_rows()) == len(Ability)
    page = signed_in("ewa.kurowska").get(reverse("communities:roles"))
    assert len(headings(page, 2)) == 4


def test_an_observer_reads_and_does_not_speak(found, world):
    community, person = found("ewa.kurowska"), world.people["robert.kuca"]
    actions.join(community, by=person, role=Membership.Role.OBSERVER)
    asked = (Ability.READ, Ability.THANK, Ability.REPLY, Ability.BEGIN_THREAD)
    assert [has_ability(person, community, ability) for ability in asked] == [True, True, False, False]


def test_a_stranger_reads_an_open_community_and_nothing_more(community, world):
    person = world.people["robert.kuca"]
    assert [ability for ability in Ability if has_ability(person, community, ability)] == [Ability.READ]


def test_a_role_holds_only_once_it_is_accepted(community, dawid, signed_in, world, address):
    ewa, person = signed_in("ewa.kurowska"), world.people["dawid.mroz"]
    ewa.post(reverse("communities:offer_role", args=[dawid.pk]), {"role": "deputy"})
    assert role_of(person, community) == "member"
    offer = dawid.role_offers.get()
    signed_in("dawid.mroz").post(reverse("communities:answer_role", args=[offer.pk]), {"answer": "accept"})
    assert role_of(person, community) == "deputy"


def test_a_role_may_be_declined(community, dawid, signed_in, world):
    offer = actions.offer_role(dawid, role="coordinator", by=world.people["ewa.kurowska"])
    signed_in("dawid.mroz").post(reverse("communities:answer_role", args=[offer.pk]), {"answer": "decline"})
    offer.refresh_from_db()
    assert (offer.is_accepted, role_of(world.people["dawid.mroz"], community)) == (False, "member")


def test_an_answer_is_given_once(community, dawid, world):
    offer = actions.offer_role(dawid, role="deputy", by=world.people["ewa.kurowska"])
    actions.decline_role(offer, by=world.people["dawid.mroz"])
    with pytest.raises(PermissionDenied):
        actions.accept_role(offer, by=world.people["dawid.mroz"])


def test_nobody_accepts_for_another(community, dawid, world):
    offer = actions.offer_role(dawid, role="deputy", by=world.people["ewa.kurowska"])
    with pytest.raises(PermissionDenied):
        actions.accept_role(offer, by=world.people["ewa.kurowska"])


@pytest.mark.parametrize("role", ["member", "observer", "boss", ""])
def test_only_roles_that_are_offered_can_be_offered(community, dawid, signed_in, role):
    response = signed_in("ewa.kurowska").post(reverse("communities:offer_role", args=[dawid.pk]), {"role": role})
    assert response.status_code == 403


def test_a_member_offers_no_roles(community, dawid, signed_in, world):
    other = actions.join(community, by=world.people["robert.kuca"])
    act = reverse("communities:offer_role", args=[other.pk])
    assert signed_in("dawid.mroz").post(act, {"role": "deputy"}).status_code == 403


def test_a_role_can_be_given_back(community, signed_in, world, address):
    signed_in("ewa.kurowska").post(address(community, "step_down"))
    assert role_of(world.people["ewa.kurowska"], community) == "member"


def test_one_chooses_to_take_part_or_to_observe(community, signed_in, world, address):
    client, person = signed_in("dawid.mroz"), world.people["dawid.mroz"]
    client.post(address(community, "choose_part"), {"role": "observer"})
    assert role_of(person, community) == "observer"
    client.post(address(community, "choose_part"), {"role": "member"})
    assert role_of(person, community) == "member"


def test_exclusion_has_a_reason_that_is_kept(community, dawid, signed_in, world):
    client = signed_in("ewa.kurowska")
    page = reverse("communities:exclude", args=[dawid.pk])
    assert client.post(page, {"reason": "  "}).status_code == 400
    client.post(page, {"reason": "Reklamy mimo upomnienia."})
    dawid.refresh_from_db()
    event = Event.objects.get(verb="communities.exclude")
    assert (dawid.ended_as, event.facts["reason"]) == ("excluded", "Reklamy mimo upomnienia.")
    assert role_of(world.people["dawid.mroz"], community) is None


def test_a_coordinator_is_not_excluded_and_a_member_excludes_nobody(community, dawid, signed_in, world):
    ewa = Membership.objects.get(community=community, person=world.people["ewa.kurowska"])
    assert signed_in("dawid.mroz").get(reverse("communities:exclude", args=[ewa.pk])).status_code == 403
    offer = actions.offer_role(dawid, role="coordinator", by=ewa.person)
    actions.accept_role(offer, by=dawid.person)
    assert signed_in("ewa.kurowska").get(reverse("communities:exclude", args=[dawid.pk])).status_code == 403


def test_the_people_page_offers_roles_to_who_may_only(community, dawid, signed_in, address):
    page = address(community, "people")
    assert "Zaproponuj zastępstwo – Dawid Mróz" in words(signed_in("ewa.kurowska").get(page, {"roles": 1}))
    assert "Zaproponuj" not in words(signed_in("dawid.mroz").get(page, {"roles": 1}))


def test_the_role_is_asked_once_a_request(community, signed_in, address, django_assert_num_queries):
    """`request.user` remembers; a person object that outlives a request does not."""
    client = signed_in("dawid.mroz")
    page = client.get(address(community)).wsgi_request.user
    with django_assert_num_queries(0):
        assert [role_of(page, community), role_of(page, community)] == ["member", "member"]
