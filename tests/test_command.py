"""The command `ognisko` as people type it, and settings that are wrong."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from ognisko import cli, knobs


def run(capsys, monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["ognisko", *words])
    try:
        cli.main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code
    return code, capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_help_shows_our_own_commands(capsys, monkeypatch, words):
    code, out = run(capsys, monkeypatch, *words)
    assert (code, out) == (0, cli.OVERVIEW)


@pytest.mark.parametrize(("words", "name"), [(["nonsense"], "nonsense"), (["import", "cats"], "import cats")])
def test_an_unknown_command_says_what_there_is(capsys, monkeypatch, words, name):
    code, _out = run(capsys, monkeypatch, *words)
    assert code == f"There is no command `ognisko {name}`.\n\n{cli.OVERVIEW}"


def test_every_command_of_the_overview_exists(capsys, monkeypatch):
    named = [line.split("  ")[1].split()[1:] for line in cli.OVERVIEW.splitlines() if line.startswith("  ognisko")]
    words = [cli.joined([word for word in line if word.islower()])[0] for line in named]
    assert [word for word in words if word not in cli.get_commands()] == []


@pytest.mark.parametrize(
    ("name", "value", "read", "sentence"),
    [
        ("DEMO", "maybe", lambda: knobs.flag("DEMO", True), "DEMO='maybe': write 1 or 0."),
        ("PORT", "abc", lambda: knobs.integer("PORT", 1, least=1), "PORT='abc': write a whole number, 1 or more."),
        ("PORT", "0", lambda: knobs.integer("PORT", 1, least=1), "PORT='0': write a whole number, 1 or more."),
        ("PORT", "70000", lambda: knobs.integer("PORT", 1, most=65535), "PORT='70000': write 65535 or less."),
        ("U", "ognisko.pl", lambda: knobs.url("U", ""), "U='ognisko.pl': write an address such as {URL}."),
        ("U", "https://o.pl/x", lambda: knobs.url("U", ""), "U='https://o.pl/x': write an address such as {URL}."),
        ("M", "Ognisko", lambda: knobs.mailbox("M", ""), "M='Ognisko': write Name <address@domain>."),
        ("Z", "Warsaw", lambda: knobs.time_zone("Z", ""), "Z='Warsaw': write the name of a time zone, such as {ZONE}."),
        ("X", "c", lambda: knobs.choice("X", "a", {"a", "b"}), "X='c': write one of a, b."),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(monkeypatch, name, value, read, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as raised:
        read()
    assert str(raised.value) == sentence.format(URL="https://ognisko.urzad.gov.pl", ZONE="Europe/Warsaw")


def test_a_wrong_setting_shows_no_traceback():
    ran = subprocess.run(
        [sys.executable, "-m", "ognisko", "check"], env={"DEMO": "maybe"}, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (1, "ognisko: DEMO='maybe': write 1 or 0.\n")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("postgres://ewa:a%40b@db.example:5433/ognisko", ("ognisko", "ewa", "a@b", "db.example", "5433")),
        ("postgresql://ewa@/o?host=/var/run/postgresql", ("o", "ewa", "", "/var/run/postgresql", "")),
        ("postgres://ewa@db.example/", ("ognisko", "ewa", "", "db.example", "")),
    ],
)
def test_a_database_by_its_address(tmp_path, url, wanted):
    found = knobs.database(url, tmp_path, durable=False)
    assert tuple(found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == wanted


def test_what_else_the_database_should_know_is_passed_on(tmp_path):
    found = knobs.database("postgres://ewa@db.example/o?sslmode=require", tmp_path, durable=False)
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://ewa:secret@db.example/o", "postgres://ewa:secret@db.example:x/o"])
def test_an_address_of_no_database_shows_no_password(tmp_path, url):
    with pytest.raises(ImproperlyConfigured) as raised:
        knobs.database(url, tmp_path, durable=False)
    assert "secret" not in str(raised.value)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("OGNISKO_SECRET_KEY", raising=False)
    folder = tmp_path / "var"
    first, second = (knobs.kept_secret(folder, "OGNISKO_SECRET_KEY") for _time in range(2))
    assert first == second
    assert (len(first) >= 50, (folder / "secret-key").stat().st_mode & 0o777) == (True, 0o600)
