"""The doctor tells in words what is wrong, and what to do."""

import json
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from ognisko.activity.models import ATTEMPTS, Event, Firing
from ognisko.mail.models import Letter
from ognisko.office.models import Office
from ognisko.schedule import SCHEDULE
from ognisko.search.models import Entry
from ognisko.search.reindexing import reindex
from ognisko.upkeep.doctor.examining import examine, worst
from ognisko.upkeep.doctor.findings import State
from ognisko.upkeep.models import Backup
from ognisko.upkeep.tests.drill import ROOT, Place, is_postgresql

pytestmark = pytest.mark.django_db
NOTHING = (1000 << 30, 900 << 30, 100 << 30)


@pytest.fixture
def place(settings, tmp_path, world, monkeypatch):
    """An installation where all is well: the worker has just run, the folder is its own."""
    settings.VAR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "var" / "files"
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    settings.STATIC_ROOT.mkdir(parents=True)
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    settings.VAR.chmod(0o700)
    settings.SMTP_HOST, settings.PORT = "mail.example", 9
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(*NOTHING))
    Office.objects.update(holds_demo=False)
    Letter.objects.update(sent_at=timezone.now(), failed_at=None)
    Event.objects.update(told_at=timezone.now(), at=timezone.now() - timedelta(days=1))
    Firing.objects.all().delete()
    for entry in SCHEDULE:
        Firing.objects.create(name=entry.name, due_at=entry.when(timezone.now()), finished_at=timezone.now())
    reindex()
    with translation.override("en"):
        yield settings


def said(look: str) -> list[tuple[State, str]]:
    return [(one.state, str(one.words)) for one in examine() if one.key == look]


def test_where_all_is_well_only_the_web_is_missed(place):
    found = examine(is_thorough=True)
    assert [one.key for one in found if one.state is not State.WELL] == ["web"]
    assert said("web") == [(State.NOTICE, "Ognisko is not running in this data folder.")]


def test_whatever_is_not_well_comes_with_what_to_do(place):
    Firing.objects.all().delete()
    Office.objects.update(holds_demo=True)
    shutil.rmtree(place.STATIC_ROOT)
    wrong = [one for one in examine() if one.state is not State.WELL]
    assert {one.key for one in wrong} == {"web", "worker", "demo", "files"}
    assert all(str(one.hint) for one in wrong)


def test_a_worker_that_died_is_missed(place):
    Firing.objects.update(due_at=timezone.now() - timedelta(minutes=40))
    ((state, words),) = said("worker")
    assert state is State.BROKEN and words.startswith("The worker gave no sign of life since 20")


def test_a_worker_that_never_was_is_missed(place):
    Firing.objects.all().delete()
    assert said("worker") == [(State.BROKEN, "No worker has ever run here.")]


def test_what_the_schedule_could_not_do_is_told_with_its_reason(place):
    Firing.objects.filter(name="mail.forget_texts").update(finished_at=None, last_error="OSError: no space\nmore")
    ((state, words),) = said("schedule")
    assert (state, words) == (
        State.BROKEN,
        "Of the schedule this did not happen: mail.forget_texts (OSError: no space)",
    )


def test_events_that_are_stuck_or_late_are_counted(place):
    some = list(Event.objects.values_list("pk", flat=True)[:3])
    Event.objects.filter(pk__in=some).update(told_at=None)
    assert said("events") == [(State.NOTICE, "3 events wait too long.")]
    Event.objects.filter(pk=some[0]).update(attempts=ATTEMPTS)
    assert said("events") == [(State.BROKEN, "1 event could not be told.")]


def test_letters_that_are_late_are_broken_only_with_a_mail_server(place):
    hour_ago = timezone.now() - timedelta(hours=1)
    for number in (1, 2):
        Letter.objects.create(
            key=f"late:{number}", to_address="a@urzad.example", subject="x", text="x", not_before=hour_ago
        )
    assert said("letters") == [(State.BROKEN, "2 letters wait too long.")]
    place.SMTP_HOST = ""
    assert said("letters") == [(State.NOTICE, "2 letters wait in the outbox.")]
    Letter.objects.filter(key="late:1").update(failed_at=timezone.now())
    assert said("letters")[0] == (State.NOTICE, "1 letter could not be delivered.")


def test_a_clock_that_went_back_is_noticed(place):
    newest = Event.objects.order_by("-pk").first()
    Event.objects.filter(pk=newest.pk).update(at=timezone.now() + timedelta(hours=3))
    assert said("clock") == [(State.BROKEN, "The clock went back: something here is dated later than now.")]


def test_an_index_that_lags_or_is_of_another_analyser_is_told(place):
    first = Entry.objects.order_by("pk").first()
    Entry.objects.filter(pk=first.pk).update(analyser_version="older")
    assert said("search") == [(State.NOTICE, "1 entry of the search is of another analyser.")]
    Entry.objects.all().delete()
    ((state, words),) = said("search")
    assert state is State.NOTICE and words.startswith("The search knows 0 of ")


@pytest.mark.parametrize(
    ("free", "state"), [(100 << 20, State.BROKEN), (700 << 20, State.NOTICE), (100 << 30, State.WELL)]
)
def test_a_disk_that_fills_up_is_told_in_time(place, monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(1000 << 30, 1, free))
    assert {found for found, _words in said("disk")} == {state}


def test_what_others_may_read_is_told(place):
    place.SECRET_KEY_IS_GIVEN = False
    (place.VAR / "secret-key").write_text("x")
    (place.VAR / "secret-key").chmod(0o644)
    place.VAR.chmod(0o755)
    assert said("permissions") == [
        (State.BROKEN, f"Others may read the secret key ({place.VAR}/secret-key)."),
        (State.NOTICE, f"Every account of this machine may look into {place.VAR}."),
    ]


def test_production_that_is_not_safe_is_broken(place):
    place.PRODUCTION, place.TLS = True, False
    words = [words for state, words in said("settings") if state is State.BROKEN]
    assert "The check of settings says: Nothing says that people reach Ognisko over TLS only." in words
    assert said("backup")[0][0] is State.NOTICE


def test_a_backup_is_missed_when_it_is_old_failed_or_gone(place, tmp_path):
    place.BACKUP_DIR = tmp_path / "backups"
    place.BACKUP_DIR.mkdir(mode=0o700)
    assert said("backup") == [(State.BROKEN, "There is no fresh backup. There is none yet.")]
    made = Backup.objects.create(
        occasion="night", folder=str(place.BACKUP_DIR), file="a.backup", size=2_500_000, finished_at=timezone.now()
    )
    assert said("backup") == [(State.BROKEN, f"The last backup is gone from its place: {place.BACKUP_DIR}/a.backup")]
    (place.BACKUP_DIR / "a.backup").write_text("x")
    ((state, words),) = said("backup")
    assert state is State.WELL and words.endswith(", 2.5 MB, a.backup.")
    Backup.objects.filter(pk=made.pk).update(finished_at=timezone.now() - timedelta(days=2))
    assert said("backup")[0][0] is State.BROKEN
    Backup.objects.filter(pk=made.pk).update(finished_at=timezone.now())
    Backup.objects.create(occasion="night", error="disk full", finished_at=timezone.now())
    assert said("backup")[0] == (State.BROKEN, "The last backup failed: disk full")


def test_where_backups_lie_is_told(place, tmp_path):
    place.BACKUP_DIR = tmp_path
    assert said("backup place") == [
        (State.NOTICE, "Backups are not locked: whoever gets a file reads everything."),
        (State.NOTICE, "Backups lie on the same disk as what they are for."),
    ]


def test_a_look_that_breaks_does_not_silence_the_others(place, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: 1 / 0)
    (broken,) = [one for one in examine() if one.key == "disk"]
    assert broken.words == "Looking at it broke: ZeroDivisionError: division by zero"
    assert said("letters") == [(State.WELL, "No letter is stuck.")]


def test_the_command_speaks_english_and_leaves_with_what_it_found(place):
    out = StringIO()
    with translation.override("pl"), pytest.raises(SystemExit) as leaving:
        call_command("doctor", stdout=out)
    assert leaving.value.code == int(worst(examine())) == 1
    assert out.getvalue().splitlines()[0] == "  notice  web: Ognisko is not running in this data folder."
    assert out.getvalue().splitlines()[-1] == "It works; some things want attention."


def test_programs_get_json(place):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["state"] == "notice"
    assert {tuple(sorted(one)) for one in told["findings"]} == {("hint", "look", "state", "words")}


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_told_without_a_traceback(tmp_path):
    place = Place(tmp_path / "var", "postgres://nobody@127.0.0.1:9/none?connect_timeout=2")
    code, said = place.run("doctor")
    assert code == 2 and "! broken  database: The database does not answer: " in said and "Traceback" not in said
    assert "worker:" not in said and "connection failed" in said


@pytest.mark.slow
def test_production_as_the_document_sets_it_up_passes_the_check_of_deployment(tmp_path):
    example = (ROOT / "docs" / "operating.md").read_text().partition("# /etc/ognisko.env\n")[2].partition("```")[0]
    lines = [line.partition("=") for line in example.splitlines() if line and not line.startswith("#")]
    secret = "R4nd0m-letters-that-nobody-can-ever-guess-because-they-are-many"
    environment = {name: value.strip('"') for name, _mark, value in lines}
    environment |= {"OGNISKO_SECRET_KEY": secret, "OGNISKO_VAR": str(tmp_path), "OGNISKO_BACKUP_DIR": str(tmp_path)}
    code, said = Place(tmp_path, environment=environment).run("check", "--deploy", "--fail-level", "WARNING")
    assert (code, said) == (0, "System check identified no issues (1 silenced).\n")


@pytest.mark.slow
def test_a_database_without_tables_is_told(tmp_path):
    code, said = Place(tmp_path / "var").run("doctor", "--json")
    assert code == 2
    (database,) = [one for one in json.loads(said)["findings"] if one["look"] == "database"]
    assert database["words"].startswith("The database lacks ")


@pytest.mark.slow
@pytest.mark.skipif("is_postgresql()", reason="a file")
def test_a_damaged_file_is_told(tmp_path):
    place = Place(tmp_path / "var")
    place.does("migrate")
    file = place.var / "ognisko.sqlite3"
    data = bytearray(file.read_bytes())
    page = 4096 * 30
    data[page : page + 4096] = b"\x5a" * 4096
    file.write_bytes(data)
    code, said = place.run("doctor", "--thorough")
    assert code == 2 and "Traceback" not in said
    assert is_postgresql() is False
