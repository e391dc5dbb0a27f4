"""The restore drill: into an empty installation, on both databases, all of it or nothing, however it is broken off."""

import io
import json
import signal
import sys
import tarfile
import time
from pathlib import Path

import pytest

from ognisko.office.management.occupying import occupants
from ognisko.upkeep.archive import Writer
from ognisko.upkeep.inspecting import CannotRestore
from ognisko.upkeep.places import Uploads
from ognisko.upkeep.tests.drill import Place, contents, engines, highest_ids, new_place, notes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PATIENCE = 120.0


@pytest.fixture(scope="module", params=engines())
def restored(request, tmp_path_factory, backup) -> Place:
    """An installation made of the backup; the tests below leave it as it is, or do not mind."""
    place = new_place(tmp_path_factory.mktemp(request.param), request.param)
    began = time.monotonic()
    said = place.does("restore", backup)
    place.seconds = time.monotonic() - began
    assert "Restored: " in said and "Traceback" not in said
    return place


@pytest.fixture(params=engines()[-1:])
def empty(request, tmp_path) -> Place:
    return new_place(tmp_path, request.param)


def backup_of(place: Place, path: Path) -> Path:
    place.does("backup", path)
    return path


def test_what_comes_back_is_what_was_saved(restored, backup, tmp_path, uploads):
    again = backup_of(restored, tmp_path / "again.backup")
    assert contents(again) == contents(backup)
    before, after = highest_ids(backup), highest_ids(again)
    assert [table for table, number in before.items() if after[table] < number] == []
    files = restored.var / "files"
    assert sorted(path.relative_to(files) for path in files.rglob("*")) == sorted(
        path.relative_to(uploads) for path in uploads.rglob("*")
    )
    assert not list(restored.var.glob("*restoring*"))


def test_it_is_found_and_its_security_log_holds(restored):
    assert json.loads(restored.does("search", "umowa", "--json")) != []
    restored.does("audit", "verify")
    said = json.loads(restored.run("doctor", "--json", "--thorough")[1])
    states = {finding["look"]: finding["state"] for finding in said["findings"]}
    assert {states[look] for look in ("database", "clock", "security log", "search", "events")} == {"well"}


def test_only_an_empty_installation_is_filled(restored, backup):
    before = restored.does("-c", COUNT)
    code, said = restored.run("restore", backup)
    assert code == 1 and "People are in this installation already" in said and "Nothing was restored." in said
    assert restored.does("-c", COUNT) == before


def test_a_locked_one_brings_its_secret(restored, empty, tmp_path):
    (tmp_path / "words").write_text("najdłuższe hasło świata\n")
    restored.does("backup", tmp_path / "locked", "--passphrase-file", tmp_path / "words")
    code, said = empty.run("restore", tmp_path / "locked")
    assert code == 1 and "--passphrase-file" in said
    said = empty.does("restore", tmp_path / "locked", "--passphrase-file", tmp_path / "words")
    assert "The secret key was not in it" not in said
    assert (empty.var / "secret-key").read_text() == (restored.var / "secret-key").read_text()
    assert (empty.var / "secret-key").stat().st_mode & 0o777 == 0o600


def test_killed_at_any_moment_it_leaves_an_empty_installation_and_the_next_try_works(restored, empty, backup, tmp_path):
    for share in (0.4, 0.65, 0.85):
        process = empty.start("restore", backup)
        time.sleep(restored.seconds * share)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if _has_people(empty):  # it had come to its end
            assert contents(backup_of(empty, tmp_path / f"whole-{share}")) == contents(backup)
            return
    said = empty.does("restore", backup)
    assert "Restored: " in said
    assert contents(backup_of(empty, tmp_path / "again.backup")) == contents(backup)
    assert not list(empty.var.glob("*restoring*"))


def test_of_two_at_once_one_restores_and_one_says_so(empty, backup, tmp_path):
    first, second = empty.start("restore", backup), empty.start("restore", backup)
    said = [process.communicate(timeout=PATIENCE)[0] for process in (first, second)]
    assert sorted([first.returncode, second.returncode]) == [0, 1]
    refused = said[0] if first.returncode else said[1]
    assert "or another restore is at work there" in refused and "Traceback" not in refused
    assert contents(backup_of(empty, tmp_path / "again.backup")) == contents(backup)


def test_two_into_one_database_from_two_machines(empty, backup, tmp_path):
    if not empty.database_url:
        pytest.skip("SQLite lies in one data folder")
    other = Place(tmp_path / "elsewhere", empty.database_url)
    first, second = empty.start("restore", backup), other.start("restore", backup)
    said = [process.communicate(timeout=PATIENCE)[0] for process in (first, second)]
    assert sorted([first.returncode, second.returncode]) == [0, 1]
    refused = said[0] if first.returncode else said[1]
    assert "Nothing was restored." in refused and "Traceback" not in refused


def test_nothing_is_restored_where_ognisko_runs(empty, backup, settings):
    empty.does("migrate")
    worker = empty.start("worker")
    try:
        settings.VAR = empty.var
        deadline = time.monotonic() + PATIENCE
        while not occupants():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        code, said = empty.run("restore", backup)
        assert code == 1 and "Ognisko is running in" in said
        assert not _has_people(empty)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=PATIENCE)


def test_files_that_lie_there_already_are_not_lost(empty, backup):
    (empty.var / "files").mkdir(parents=True)
    (empty.var / "files" / "mine").write_text("mine")
    code, said = empty.run("restore", backup)
    assert code == 1 and "holds files already" in said
    assert (empty.var / "files" / "mine").read_text() == "mine"


def test_a_backup_of_an_older_version_is_brought_up_to_date(empty, backup, tmp_path):
    header, _manifest = notes(backup)
    old = _without(backup, tmp_path / "old.backup", {"moderation", "privacy"})
    empty.does("restore", old)
    again = backup_of(empty, tmp_path / "again.backup")
    assert notes(again)[0]["migrations"] == header["migrations"]
    assert {name for name, rows in contents(backup).items() if contents(again).get(name) != rows} <= CHANGED_BY_UPGRADE


def test_rows_that_do_not_hold_together_are_refused(empty, backup, tmp_path):
    broken = _without(backup, tmp_path / "broken.backup", set(), tables={"communities_consent"})
    code, said = empty.run("restore", broken)
    assert code == 1 and "Nothing was restored." in said and "Traceback" not in said
    assert not _has_people(empty)


def test_a_false_count_is_refused(empty, backup, tmp_path):
    false = _without(backup, tmp_path / "false.backup", set(), more={"people_person": 1})
    code, said = empty.run("restore", false)
    assert code == 1 and "people_person has" in said
    assert not _has_people(empty)


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil", ""])
def test_a_file_stays_in_its_folder(settings, tmp_path, name):
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "var" / "files", tmp_path / "var"
    with pytest.raises(CannotRestore, match="outside of its folder"):
        Uploads().take(name, iter([b"x"]))
    assert not list(tmp_path.rglob("evil"))


def test_a_backup_is_of_one_moment_and_holds_nobody_up(restored, tmp_path):
    """Somebody writes pairs as fast as they can; no backup holds half a pair, and no write waits for the backup."""
    writer = restored.start("-c", WRITE_PAIRS)
    assert writer.stdout.readline() == "writing\n"
    for number in range(3):
        path = backup_of(restored, tmp_path / f"{number}.backup")
        events = [row for row in _rows(path, "activity_event") if "drill" in row[1]]
        assert len(events) >= 2 and len(events) % 2 == 0
        assert restored.does("restore", path, "--dry-run").strip().splitlines()[-1].startswith("It is whole")
    writer.send_signal(signal.SIGTERM)
    pairs, slowest = map(float, writer.communicate()[0].split())
    assert pairs > 3 and slowest < 5.0


def test_every_night_one_is_made_and_old_ones_go(restored, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "ognisko-20200101T000000Z.backup").write_text("old")
    restored.does("backup", "--nightly", OGNISKO_BACKUP_DIR=str(folder))
    (made,) = folder.iterdir()
    assert notes(made)[1]["files"] == 3
    said = json.loads(restored.run("doctor", "--json", OGNISKO_BACKUP_DIR=str(folder))[1])
    assert [one["state"] for one in said["findings"] if one["look"] == "backup"] == ["well"]


def test_a_key_with_a_typing_error_is_noticed_at_the_start(restored):
    code, said = restored.run("check", OGNISKO_BACKUP_TO="age1oops")
    assert code == 1 and "'age1oops' is no public key" in said


def test_it_goes_through_a_pipe(restored, tmp_path):
    words = f"{sys.executable} -m ognisko backup - > {tmp_path / 'piped.backup'}"
    code, said = restored.run("-c", f"import subprocess, sys; sys.exit(subprocess.call({words!r}, shell=True))")
    assert code == 0, said
    assert contents(tmp_path / "piped.backup").keys() >= {"files/logo.bin"}


CHANGED_BY_UPGRADE = {"manifest.json"} | {
    f"tables/{table}/000001" for table in ("django_content_type", "auth_permission")
}
SETUP = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'ognisko.settings'; django.setup()\n"
COUNT = SETUP + "from ognisko.people.models import Person; print(Person.objects.count())"
WRITE_PAIRS = (
    SETUP
    + """
import signal, sys, time
from django.db import transaction
from ognisko.activity.models import Event
slowest, pairs, going = 0.0, 0, True
def stop(*_):
    global going
    going = False
signal.signal(signal.SIGTERM, stop)
print("writing", flush=True)
while going:
    began = time.monotonic()
    with transaction.atomic():
        for half in (1, 2):
            Event.objects.create(verb="drill", target_id=pairs, facts={"half": half}, told_at="2026-01-01T00:00Z")
    pairs += 1
    slowest = max(slowest, time.monotonic() - began)
    time.sleep(0.002)
print(pairs, slowest)
"""
)


def _has_people(place: Place) -> bool:
    code, said = place.run("-c", COUNT)
    return code == 0 and int(said) > 0  # an error: there are no tables yet


def _rows(path: Path, table: str) -> list[list[object]]:
    with tarfile.open(path) as tar:
        names = [name for name in tar.getnames() if name.startswith(f"tables/{table}/")]
        return [json.loads(line) for name in names for line in tar.extractfile(name).read().split(b"\n")]


def _without(path: Path, target: Path, apps: set[str], *, tables: set[str] = frozenset(), more=None) -> Path:
    """The same backup as if some packages, or the rows of some tables, had not been there."""
    header, manifest = notes(path)
    header["migrations"] = {app: names for app, names in header["migrations"].items() if app not in apps}
    left_out = {table for table in manifest["rows"] if table.split("_")[0] in apps}
    for table in left_out:
        del header["tables"][table], manifest["rows"][table], manifest["highest_ids"][table]
    with tarfile.open(path) as tar, target.open("wb") as file:
        writer = Writer(file, header)
        for member in tar:
            table = member.name.split("/")[1] if member.name.startswith("tables/") else ""
            if member.name in {"ognisko.json", "manifest.json"} or table in left_out | set(tables):
                continue
            data = tar.extractfile(member).read()
            writer.add_stream(member.name, io.BytesIO(data), len(data))
        rows = {name: 0 if name in tables else count for name, count in manifest["rows"].items()}
        for name, added in (more or {}).items():
            rows[name] += added
        writer.finish(rows=rows, files=manifest["files"], highest_ids=manifest["highest_ids"])
    return target
