"""A consent and a membership are written at one place in the whole package, and only for the one who acts."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

import ognisko
from ognisko.communities import actions
from ognisko.communities.models import Consent, Membership

PACKAGE = Path(ognisko.__file__).parent
WRITES = re.compile(
    r"\b(?:Consent|Membership)(?:\.objects(?:\.\w+\([^)]*\))*\.(?:create|get_or_create|update_or_create|bulk_create|acreate)\(|\()"
    r"|\.(?:memberships|consents)\.(?:create|get_or_create|update_or_create|bulk_create|add|set)\("
)
SQL = re.compile(r"INSERT\s+INTO\s+communities_(?:membership|consent)", re.I)
BEGINS = re.compile(r"\bbegin_membership\(")


def sources():
    for path in PACKAGE.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield str(path.relative_to(PACKAGE)), path.read_text()


def test_one_function_writes_consents_and_memberships():
    found = {name: WRITES.findall(re.sub(r"class \w+\(", "", text)) for name, text in sources()}
    assert {name: len(hits) for name, hits in found.items() if hits} == {"communities/actions/joining.py": 2}
    assert [name for name, text in sources() if SQL.search(text)] == []


def test_only_joining_and_founding_call_it():
    found = {name: len(BEGINS.findall(text)) for name, text in sources()}
    assert {name: count for name, count in found.items() if count} == {
        "communities/actions/joining.py": 2,  # its definition, and `join`
        "communities/actions/founding.py": 1,
    }


def test_the_actor_is_the_one_who_becomes_a_member(world):
    person, community = world.people["hanna.jastrzab"], world.communities["niepelnosprawnosc"]
    Membership.objects.filter(person=person, community=community).delete()
    membership = actions.join(community, by=person)
    consent = membership.consent
    assert (membership.person, consent.person) == (person, person)
    assert (consent.community, consent.door, consent.given_at) == (community, "page", membership.joined_at)


@pytest.mark.parametrize("role", ["coordinator", "deputy"])
def test_nobody_joins_with_a_role_that_is_offered(world, role):
    person, community = world.people["marek.olszak"], world.communities["petycje"]
    Membership.objects.filter(person=person, community=community).delete()
    with pytest.raises(PermissionDenied):
        actions.join(community, by=person, role=Membership.Role(role))


def test_nobody_joins_by_the_door_of_founders(world):
    person, community = world.people["marek.olszak"], world.communities["petycje"]
    Membership.objects.filter(person=person, community=community).delete()
    with pytest.raises(PermissionDenied):
        actions.join(community, by=person, door=Consent.Door.FOUNDING)
