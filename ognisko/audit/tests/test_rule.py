"""The database refuses, whoever asks it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ognisko.audit.chain import link_waiting
from ognisko.audit.log import note
from ognisko.audit.models import Entry, Removal

pytestmark = pytest.mark.django_db


def refused(sql, *values):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return True


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET result = 'failed'",
        "UPDATE audit_entry SET hash = 'x'",
        "UPDATE audit_entry SET number = NULL",
        "UPDATE audit_entry SET number = number + 1000",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET number = 0",
        "UPDATE audit_head SET hash = 'x'",
        "INSERT INTO audit_removal (before, days, is_shorter, at) VALUES ('2990-01-01', 730, TRUE, '2026-01-01')",
    ],
)
def test_raw_sql_changes_nothing(sql):
    note("sign_in")
    link_waiting()
    before = list(Entry.objects.values())
    assert refused(sql)
    assert list(Entry.objects.values()) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET result = 'failed'",
        "UPDATE audit_entry SET event = 'sign_out', number = 7",
        "DELETE FROM audit_entry",
    ],
)
def test_an_entry_that_waits_for_its_link_is_as_safe(sql):
    note("sign_in")
    assert refused(sql)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a word of SQLite only")
def test_replacing_is_deleting():
    pk = note("sign_in").pk
    link_waiting()
    other = note("sign_in").pk
    number = Entry.objects.get(pk=pk).number
    values = "'2026-01-01', 'x', '', 'done', '', '', '{}', '', ''"
    columns = "at, event, target_kind, result, address, request_id, facts, former, hash"
    assert refused(f"INSERT OR REPLACE INTO audit_entry (id, {columns}) VALUES (%s, {values})", pk)
    assert refused("UPDATE OR REPLACE audit_entry SET number = %s WHERE id = %s", number, other)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a word of PostgreSQL only")
def test_emptying_is_deleting():
    assert refused("TRUNCATE audit_entry")


def test_a_removal_must_be_of_old_days_and_stays():
    note("sign_in")
    link_waiting()
    today = Entry.objects.get().day
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.create(before=date.fromordinal(today.toordinal() - 729), days=730)
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.create(before=date.fromordinal(today.toordinal() - 30), days=30)
    Removal.objects.create(before=date.fromordinal(today.toordinal() - 730), days=730)
    assert refused("DELETE FROM audit_entry")
    assert refused("DELETE FROM audit_removal")
    assert refused("UPDATE audit_removal SET before = '2990-01-01'")
