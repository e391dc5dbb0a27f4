"""A backup holds everything that the installation cannot make anew, and nothing that would be a danger later."""

import json
import re
import tarfile
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from ognisko.audit.models import Entry
from ognisko.upkeep.backing_up import write_backup
from ognisko.upkeep.inspecting import inspect
from ognisko.upkeep.models import Backup
from ognisko.upkeep.sealing import Keys, Seal
from ognisko.upkeep.tables import all_models, fields_of, kept_models, pieces, values
from ognisko.upkeep.tests.drill import contents, notes

pytestmark = pytest.mark.django_db
LEFT_OUT = {
    "office_throttle",
    "people_signinlink",
    "django_session",
    "usersessions_usersession",
    "search_count",
    "search_entry",
    "search_entrytext",
    "search_term",
    "upkeep_backup",
}


def test_every_table_is_in_it_or_left_out_by_name(backup):
    header, manifest = notes(backup)
    tables = {model._meta.db_table for model in all_models(apps)}
    assert tables - set(header["tables"]) == LEFT_OUT
    assert set(manifest["rows"]) == set(header["tables"]) == tables - LEFT_OUT


def test_every_row_and_every_file_is_in_it(backup, uploads, world):
    _header, manifest = notes(backup)
    counted = {model._meta.db_table: model._base_manager.count() for model in kept_models(apps)}
    assert manifest["rows"] == counted
    assert manifest["files"] == 3
    with tarfile.open(backup) as tar:
        inside = {
            name.removeprefix("files/"): tar.extractfile(name).read() for name in tar.getnames() if "files/" in name
        }
    assert inside == {
        path.relative_to(uploads).as_posix(): path.read_bytes() for path in uploads.rglob("*") if path.is_file()
    }


def test_a_row_comes_back_as_it_was(world):
    for model in kept_models(apps):
        fields = fields_of(model)
        for data, _count in pieces(model):
            for line in data.split(b"\n")[:50]:
                ready = [_comparable(value) for value in values(line, fields)]
                pk = json.loads(line)[[field.primary_key for field in fields].index(True)]
                assert ready == [_comparable(value) for value in _stored(model, fields, pk)]


def _stored(model, fields, pk):
    row = model._base_manager.values_list(*(field.attname for field in fields)).get(pk=pk)
    return [field.get_db_prep_save(value, connection) for value, field in zip(row, fields, strict=True)]


def _comparable(value):
    return bytes(value) if isinstance(value, memoryview) else getattr(value, "obj", value)


def test_a_locked_one_brings_the_secret_that_signs_links(settings, tmp_path):
    settings.SECRET_KEY_IS_GIVEN, settings.MEDIA_ROOT = False, tmp_path / "none"
    plain, locked = BytesIO(), BytesIO()
    write_backup(plain, Seal())
    write_backup(locked, Seal(passphrase="długie i dobre"))
    (tmp_path / "plain").write_bytes(plain.getvalue())
    assert "secret-key" not in notes(tmp_path / "plain")[1]["members"]
    (tmp_path / "locked").write_bytes(locked.getvalue())
    inspected = inspect(tmp_path / "locked", Keys(passphrase="długie i dobre"))
    assert inspected.manifest["members"]["secret-key"][0] == len(settings.SECRET_KEY.encode())


def test_the_same_installation_gives_the_same_contents(backup, settings, uploads, tmp_path):
    settings.MEDIA_ROOT = uploads
    with (tmp_path / "again").open("wb") as file:
        write_backup(file, Seal())
    assert contents(tmp_path / "again") == contents(backup)


def test_the_command_writes_says_and_notes_it(settings, tmp_path, world):
    settings.MEDIA_ROOT, said = tmp_path / "none", StringIO()
    call_command("backup", str(tmp_path / "a.backup"), stdout=said)
    made = Backup.objects.get()
    assert (made.occasion, made.error, made.is_locked, made.files) == ("command", "", False, 0)
    assert made.size == (tmp_path / "a.backup").stat().st_size
    assert f"{made.rows} rows, 0 files" in said.getvalue() and made.digest in said.getvalue()
    assert "It is not locked" in said.getvalue()
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600
    entry = Entry.objects.filter(event="backup_made").latest("pk")
    assert (entry.result, entry.facts["occasion"], entry.facts["is_locked"]) == ("done", "command", False)


def test_it_never_writes_over_a_file(tmp_path, world):
    (tmp_path / "a.backup").write_text("precious")
    with pytest.raises(CommandError, match="is not overwritten"):
        call_command("backup", str(tmp_path / "a.backup"), stdout=StringIO())
    assert (tmp_path / "a.backup").read_text() == "precious"
    failed = Backup.objects.get()
    assert "is not overwritten" in failed.error
    assert Entry.objects.filter(event="backup_made").latest("pk").result == "failed"


def test_what_cannot_be_written_leaves_nothing(tmp_path, world):
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("backup", str(tmp_path / "no folder" / "a.backup"), stdout=StringIO())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--encrypt-to", "age1wrong"], "write a key as age1"),
        (["x", "--passphrase-file", "/nowhere"], "No such file"),
        (["x", "--passphrase-file", "/dev/null"], "its first line is empty"),
        ([], "Name a file"),
    ],
)
def test_a_wrong_word_is_answered_in_a_sentence(words, said, world):
    with pytest.raises(CommandError, match=said):
        call_command("backup", *words)
    assert Backup.objects.count() == 0


def test_a_folder_gets_a_name_and_loses_what_is_old(settings, tmp_path, world):
    settings.MEDIA_ROOT = tmp_path / "none"
    folder = tmp_path / "backups"
    folder.mkdir()
    old = folder / "ognisko-20200101T000000Z.backup"
    old.write_text("old")
    was = Backup.objects.create(occasion="night", folder=str(folder), file=old.name, finished_at="2020-01-01T00:00Z")
    call_command("backup", str(folder), stdout=StringIO())
    was.refresh_from_db()
    assert was.removed_at is not None
    (left,) = folder.iterdir()
    assert re.fullmatch(r"ognisko-\d{8}T\d{6}Z\.backup", left.name)
    assert Backup.objects.there().get().file == left.name


def test_copies_of_a_persons_data_and_links_out_of_the_folder_stay_out(settings, tmp_path, world):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "here").write_text("x")
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "adam.zip").write_text("x")
    (tmp_path / "elsewhere").symlink_to("/etc/hostname")
    written = write_backup(BytesIO(), Seal())
    assert (written.files, written.gone) == (1, [])
