from datetime import UTC, datetime

from ognisko.activity.models import Event
from ognisko.communities.models import Consent
from ognisko.communities.take_in import take_in_community

AT = datetime(2018, 3, 12, tzinfo=UTC)


def test_a_community_brought_in_has_nobody_in_it(world):
    community = take_in_community(
        external_id="stackexchange:qc",
        name="Quantum Computing",
        topic="x",
        slug="quantum",
        language="en",
        founded_at=AT,
    )
    assert (community.slug, community.member_count, community.founded_at) == ("quantum", 0, AT)
    assert Consent.objects.filter(community=community).count() == 0
    event = Event.objects.get(community_id=community.pk)
    assert (event.told_at, event.actor, event.unit_id) == (AT, None, None)


def test_a_second_time_it_is_the_same_one(world):
    first = take_in_community(external_id="a", name="A", topic="x")
    assert take_in_community(external_id="a", name="B", topic="y") == first


def test_a_slug_that_is_taken_gives_way(world):
    taken = world.communities["konferencje"].slug
    assert take_in_community(external_id="a", name="Nowe konferencje", topic="x", slug=taken).slug == "nowe-konferencje"


def test_anybody_who_sees_it_may_join_and_then_take_the_coordination_up(world, signed_in, address):
    community = take_in_community(external_id="a", name="A", topic="x")
    client = signed_in("dawid.mroz")
    client.post(address(community, "join"))
    client.post(address(community, "take_up_coordination"))
    assert community.memberships.get().role == "coordinator"
