import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from ognisko import knobs
from ognisko.audit.actions import forget_old_days
from ognisko.audit.chain import link_waiting
from ognisko.audit.log import note
from ognisko.audit.migrations import _append_only_rule
from ognisko.audit.models import Entry
from ognisko.audit.verifying import verify
from ognisko.cli import joined

pytestmark = pytest.mark.django_db


def on(day, *events):
    with time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00+00:00"), tick=False):
        for event in events:
            note(event)
        link_waiting()


def tampered(sql):
    """As somebody would who may change the tables themselves."""
    rule, vendor = _append_only_rule, connection.vendor
    with connection.cursor() as cursor:
        for statement in [*rule.down(vendor), sql, *rule.up(vendor)]:
            cursor.execute(statement)


def verified(capsys, *arguments):
    call_command("audit_verify", *arguments)
    return capsys.readouterr().out


def test_the_command_has_two_words():
    assert joined(["audit", "verify", "--knows", "1:x"]) == ["audit_verify", "--knows", "1:x"]


def test_an_empty_log_holds(capsys):
    assert verified(capsys) == "The security log is empty.\n"


def test_each_entry_covers_the_one_before_it_also_across_midnight():
    on("2026-11-23", "sign_in", "sign_out")
    on("2026-11-24", "sign_in")
    one, two, three = Entry.objects.chained()
    assert [one.former, two.former, three.former] == ["", one.hash, two.hash]
    assert [entry.number for entry in (one, two, three)] == [1, 2, 3]
    assert [str(entry.day) for entry in (one, two, three)] == ["2026-11-23", "2026-11-23", "2026-11-24"]


def test_a_clock_that_goes_back_does_not_break_the_chain(capsys):
    on("2026-11-24", "sign_in")
    on("2026-11-23", "sign_out")
    assert [str(entry.day) for entry in Entry.objects.chained()] == ["2026-11-24", "2026-11-24"]
    assert "2 entries of 1 days" in verified(capsys)


def test_a_whole_log_holds_and_says_what_to_keep(capsys):
    on("2026-11-23", "sign_in", "sign_out")
    on("2026-11-24", "sign_in")
    out = verified(capsys)
    assert out.splitlines()[0] == "The security log holds: 3 entries of 2 days, 1 to 3."
    assert out.splitlines()[1].endswith(f"3:{Entry.objects.get(number=3).hash}")


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE audit_entry SET result = 'failed' WHERE number = 2", "Entry number 2 .* is not as it was written"),
        ("UPDATE audit_entry SET address = '10.0.0.1' WHERE number = 3", "Entry number 3 .* is not as it was written"),
        (
            "UPDATE audit_entry SET hash = repeat('a', 64) WHERE number = 2",
            "Entry number 2 .* is not as it was written",
        ),
        ("DELETE FROM audit_entry WHERE number = 2", "Entry number 3 .* follows number 1"),
        ("DELETE FROM audit_entry WHERE number = 1", "Entry number 2 .* is the first, but nothing says"),
        ("DELETE FROM audit_entry WHERE number = 4", "Entries from number 4 to 4 are missing at the end"),
        ("DELETE FROM audit_entry", "The log is empty, although it held 4 entries"),
        ("UPDATE audit_entry SET day = '2020-01-01' WHERE number = 4", "Entry number 4 .* stands on a day before"),
        ("UPDATE audit_entry SET former = 'x' WHERE number = 3", "Entry number 3 .* does not continue"),
        ("DELETE FROM audit_head", "Entry number 4 .* is beyond the end"),
    ],
)
def test_the_first_broken_entry_is_named(sql, words):
    on("2026-11-23", "sign_in", "sign_out")
    on("2026-11-24", "sign_in", "sign_out")
    tampered(sql.replace("repeat('a', 64)", f"'{'a' * 64}'"))
    with pytest.raises(CommandError) as fault:
        call_command("audit_verify")
    assert re.search(words, str(fault.value))


def test_whoever_forges_the_whole_chain_is_found_by_a_hash_kept_elsewhere(capsys):
    on("2026-11-23", "sign_in", "sign_out")
    kept = Entry.objects.get(number=2)
    assert "2 entries" in verified(capsys, "--knows", f"2:{kept.hash}")
    with pytest.raises(CommandError, match=r"Entry number 2 .* is another one than was known elsewhere"):
        call_command("audit_verify", "--knows", f"2:{'a' * 64}")
    with pytest.raises(CommandError, match="number 3 was known elsewhere and is missing"):
        call_command("audit_verify", "--knows", f"3:{'a' * 64}")
    with pytest.raises(CommandError, match="64 hexadecimal digits"):
        call_command("audit_verify", "--knows", "2")


def test_old_days_leave_whole_and_the_rest_holds(capsys):
    on("2024-11-20", "sign_in", "sign_out")
    on("2024-11-24", "sign_in")
    on("2026-11-24", "sign_out")
    with time_machine.travel(datetime(2026, 11, 24, 13, tzinfo=UTC), tick=False):
        assert forget_old_days() == 2
        assert forget_old_days() == 0
        link_waiting()
    kept = [(entry.number, entry.event) for entry in Entry.objects.chained()]
    assert kept == [(3, "sign_in"), (4, "sign_out"), (5, "log_shortened")]
    assert "3 entries of 2 days, 3 to 5" in verified(capsys)
    assert verify().first_number == 3


def test_after_a_removal_the_beginning_is_still_guarded():
    on("2024-11-20", "sign_in", "sign_out")
    on("2026-11-24", "sign_in", "sign_in", "sign_in")
    with time_machine.travel(datetime(2026, 11, 24, 13, tzinfo=UTC), tick=False):
        forget_old_days()
    tampered("DELETE FROM audit_entry WHERE number = 3")
    assert verify().fault.startswith("Entry number 4 ")


def test_a_log_that_slept_for_years_keeps_its_last_two(settings):
    on("2024-11-20", "sign_in")
    with time_machine.travel(datetime(2029, 1, 1, tzinfo=UTC), tick=False):
        assert forget_old_days() == 0


def test_fewer_days_are_kept_only_where_somebody_knows(monkeypatch, settings):
    monkeypatch.setenv("DAYS", "30")
    with pytest.raises(ImproperlyConfigured, match="write 730 or more, or set KNOWS=I_KNOW"):
        knobs.kept_days("DAYS", 730, unless="KNOWS")
    monkeypatch.setenv("KNOWS", "I_KNOW")
    assert knobs.kept_days("DAYS", 730, unless="KNOWS") == 30

    settings.AUDIT_DAYS = 30
    on("2026-10-01", "sign_in")
    on("2026-11-24", "sign_out")
    with time_machine.travel(datetime(2026, 11, 24, 13, tzinfo=UTC), tick=False):
        assert forget_old_days() == 1
