"""Who sees which community: by visibility, and by where the person stands."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Community
from ognisko.communities.permissions import can_read

SEES = {
    #                visitor, other organisation, chosen organisation, member, former member (of no chosen organisation)
    "public": (True, True, True, True, True),
    "everyone": (False, True, True, True, True),
    "organisations": (False, False, True, True, False),
    "members": (False, False, False, True, False),
}
WHO = ("visitor", "other", "chosen", "member", "former")


@pytest.fixture
def cast(world):
    """The founder is of the ministry, which is the chosen organisation; the member and the former one are not."""
    return {
        "visitor": AnonymousUser(),
        "other": by_organisation(world, "umj")[0],
        "member": by_organisation(world, "umj")[1],
        "former": by_organisation(world, "umj")[2],
        "founder": by_organisation(world, "mrl")[0],
        "chosen": by_organisation(world, "mrl")[1],
    }


def by_organisation(world, key):
    people = [p for p in world.people.values() if p.organisation and p.organisation.external_id == key]
    return sorted(people, key=lambda person: person.pk)


@pytest.fixture(params=SEES)
def community(request, cast, world):
    """Joined by the member and by the former one while it was open, then given its visibility."""
    community = actions.create_community(by=cast["founder"], name="Metryczki", topic="Pomagamy.", visibility="everyone")
    actions.join(community, by=cast["member"])
    actions.join(community, by=cast["former"])
    actions.leave(community, by=cast["former"])
    chosen = [world.organisations["mrl"]] if request.param == "organisations" else []
    return actions.change_charter(community, by=cast["founder"], visibility=request.param, organisations=chosen)


@pytest.mark.parametrize("who", WHO)
def test_a_community_is_seen_by_whom_it_is_for(community, cast, who):
    expected = SEES[community.visibility][WHO.index(who)]
    seen = Community.objects.visible_to(cast[who]).filter(pk=community.pk).exists()
    assert (seen, can_read(cast[who], community)) == (expected, expected)


@pytest.mark.parametrize("who", WHO[1:])
def test_the_page_answers_accordingly(community, cast, who, client, address):
    client.force_login(cast[who])
    expected = 200 if SEES[community.visibility][WHO.index(who)] else 404
    assert client.get(address(community)).status_code == expected


def test_a_visitor_reads_a_public_page_and_is_led_to_sign_in_elsewhere(community, client, address):
    response = client.get(address(community))
    if community.is_public:
        assert response.status_code == 200
    else:
        nowhere = client.get(reverse("communities:show", args=["nic-takiego"]))
        assert response.status_code == nowhere.status_code == 302
        assert response.url.replace(community.slug, "nic-takiego") == nowhere.url


@pytest.mark.parametrize("who", WHO)
def test_the_directory_lists_what_is_seen(community, cast, who, client):
    if who != "visitor":
        client.force_login(cast[who])
    listed = f"/{community.slug}/" in client.get(reverse("communities:directory"), {"q": "metryczki"}).content.decode()
    assert listed == SEES[community.visibility][WHO.index(who)]
