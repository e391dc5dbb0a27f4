"""The database itself refuses a membership without its person's own consent: tried with raw SQL."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from ognisko.communities import actions
from ognisko.communities.models import Consent, Membership

INSERT = """
    INSERT INTO communities_membership
      (person_id, community_id, consent_id, door, joined_at, role, ended_as)
    VALUES (%s, %s, %s, %s, %s, 'member', '')
"""


@pytest.fixture
def jan(world):
    return world.people["hanna.jastrzab"]


@pytest.fixture
def community(world):
    return world.communities["niepelnosprawnosc"]


@pytest.fixture
def consent(world, jan, community):
    """A consent of which no membership has been made yet."""
    return Consent.objects.create(person=jan, community=community, door="page", given_at=timezone.now())


@pytest.fixture
def membership(world):
    return Membership.objects.current().filter(community=world.communities["monitoring"], role="member").first()


def insert(own, **other):
    row = {
        "person": own.person_id,
        "community": own.community_id,
        "consent": own.pk,
        "door": own.door,
        "at": own.given_at,
    } | other
    execute(INSERT, [row["person"], row["community"], row["consent"], row["door"], in_sql(row["at"])])


def in_sql(moment):
    return connection.ops.adapt_datetimefield_value(moment)


def execute(sql, values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql, values):
    with pytest.raises(IntegrityError):
        execute(sql, values)
    return True


def test_a_consent_lets_its_own_membership_in(consent):
    Membership.objects.filter(person=consent.person, community=consent.community).delete()
    insert(consent)
    assert Membership.objects.get(consent=consent).person == consent.person


def test_no_membership_without_a_consent(consent):
    with pytest.raises(IntegrityError):
        insert(consent, consent=None)
    with pytest.raises(IntegrityError):
        insert(consent, consent=10_000_000)


def test_no_membership_on_the_consent_of_somebody_else(consent, world):
    with pytest.raises(IntegrityError):
        insert(consent, person=world.people["robert.kuca"].pk)


def test_no_membership_on_a_consent_to_another_community(consent, world):
    with pytest.raises(IntegrityError):
        insert(consent, community=world.communities["zmiany-kadrowe"].pk)


def test_no_membership_by_another_door(consent):
    with pytest.raises(IntegrityError):
        insert(consent, door="founding")


def test_no_membership_at_another_time(consent):
    with pytest.raises(IntegrityError):
        insert(consent, at=consent.given_at + timedelta(microseconds=1))


def test_one_consent_carries_one_membership(membership):
    with pytest.raises(IntegrityError):
        insert(membership.consent)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("person_id", lambda world: world.people["robert.kuca"].pk),
        ("community_id", lambda world: world.communities["zmiany-kadrowe"].pk),
        ("door", lambda world: "invitation"),
        ("joined_at", lambda world: in_sql(timezone.now())),
        ("consent_id", lambda world: Consent.objects.order_by("pk").last().pk),
        ("id", lambda world: 10_000_000),
    ],
)
def test_a_membership_stays_whose_it_is(membership, consent, world, column, value):
    assert refused(f"UPDATE communities_membership SET {column} = %s WHERE id = %s", [value(world), membership.pk])


@pytest.mark.parametrize("column", ["person_id", "community_id"])
def test_a_consent_is_never_changed(membership, world, column):
    other = {"person_id": world.people["robert.kuca"].pk, "community_id": world.communities["zmiany-kadrowe"].pk}
    assert refused(
        f"UPDATE communities_consent SET {column} = %s WHERE id = %s", [other[column], membership.consent_id]
    )
    assert refused(
        "UPDATE communities_consent SET given_at = %s WHERE id = %s", [in_sql(timezone.now()), membership.consent_id]
    )
    assert refused("UPDATE communities_consent SET door = 'founding' WHERE id = %s", [membership.consent_id])


def test_a_membership_and_its_consent_cannot_be_changed_together(membership, world):
    other = world.people["robert.kuca"].pk
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE communities_consent SET person_id = %s WHERE id = %s", [other, membership.consent_id])
        cursor.execute("UPDATE communities_membership SET person_id = %s WHERE id = %s", [other, membership.pk])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is tried on a copy, below")
def test_a_consent_that_a_membership_names_cannot_be_deleted(membership):
    assert refused("DELETE FROM communities_consent WHERE id = %s", [membership.consent_id])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about foreign keys as SQLite has them")
@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
def test_a_consent_that_a_membership_names_cannot_be_deleted_in_a_file(world, foreign_keys):
    """Also by a connection that left foreign keys off, as the command line of SQLite does."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND (tbl_name GLOB 'communities_*' OR tbl_name GLOB 'people_*')"
        )
        for (sql,) in cursor.fetchall():
            copy.execute(sql)
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.execute("INSERT INTO communities_consent VALUES (1, 'page', '2026-11-24', 2, 3)")
    copy.execute(
        "INSERT INTO communities_membership (person_id, community_id, consent_id, door, joined_at, role, ended_as)"
        " VALUES (3, 2, 1, 'page', '2026-11-24', 'member', '')"
    )
    copy.execute(f"PRAGMA foreign_keys = {foreign_keys}")
    copy.execute("BEGIN")
    with pytest.raises(sqlite3.IntegrityError):
        copy.execute("DELETE FROM communities_consent WHERE id = 1")
        copy.execute("COMMIT")
    copy.execute("ROLLBACK")
    copy.close()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is a word of SQLite")
def test_neither_row_can_be_replaced(membership, world):
    other = world.people["robert.kuca"].pk
    assert refused(
        "INSERT OR REPLACE INTO communities_consent (id, door, given_at, community_id, person_id)"
        " SELECT id, door, given_at, community_id, %s FROM communities_consent WHERE id = %s",
        [other, membership.consent_id],
    )
    assert refused(
        "INSERT OR REPLACE INTO communities_membership"
        " (id, door, joined_at, role, ended_as, community_id, consent_id, person_id)"
        " SELECT id, door, joined_at, 'coordinator', '', community_id, consent_id, person_id"
        " FROM communities_membership WHERE id = %s",
        [membership.pk],
    )


@pytest.mark.parametrize("end", ["", "moved", "forgotten", "LEFT"])
def test_a_membership_ends_in_one_of_four_ways(membership, end):
    values = [in_sql(timezone.now()), end, membership.pk]
    assert refused("UPDATE communities_membership SET ended_at = %s, ended_as = %s WHERE id = %s", values)


def test_a_current_membership_has_no_end(membership):
    assert refused("UPDATE communities_membership SET ended_as = 'left' WHERE id = %s", [membership.pk])


def test_an_ended_membership_stays_ended(membership):
    actions.leave(membership.community, by=membership.person)
    undo = "UPDATE communities_membership SET ended_at = NULL, ended_as = '' WHERE id = %s"
    assert refused(undo, [membership.pk])
    assert refused("UPDATE communities_membership SET ended_as = 'excluded' WHERE id = %s", [membership.pk])
    later = in_sql(timezone.now() + timedelta(days=1))
    assert refused("UPDATE communities_membership SET ended_at = %s WHERE id = %s", [later, membership.pk])


def test_nobody_is_a_member_twice(membership):
    again = Consent.objects.create(person=membership.person, community=membership.community, door="page")
    with pytest.raises(IntegrityError):
        insert(again)


def test_a_role_is_one_of_four(membership):
    assert refused("UPDATE communities_membership SET role = 'boss' WHERE id = %s", [membership.pk])


def test_a_person_is_erased_with_consents_and_memberships(world):
    """What the rule must not stand in the way of."""
    community = world.communities["zmiany-kadrowe"]
    community.delete()
    assert Consent.objects.filter(community_id=community.pk).count() == 0
    with pytest.raises(DatabaseError):
        execute("SELECT nothing FROM communities_consent", [])
