"""A copy of everything that is kept about a person."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.discussions.actions import save_draft
from ognisko.discussions.models import Post, Thread
from ognisko.mail.models import Letter
from ognisko.people.actions import give_role
from ognisko.people.models import Person
from ognisko.privacy import exporting, retention
from ognisko.privacy.actions import ask_export, fetch_export, register_request
from ognisko.privacy.declared import held
from ognisko.privacy.exporting.rows import of_person
from ognisko.privacy.models import Export
from ognisko.privacy.working import Clerk

WHO = "krzysztof.mielnik"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Files of each test in a folder of its own."""
    monkeypatch.setattr(exporting.making, "FOLDER", tmp_path / "exports")
    return tmp_path / "exports"


@pytest.fixture
def who(world) -> Person:
    return world.people[WHO]


def made(person: Person) -> Export:
    export = ask_export(person, by=person)
    Clerk().work("test")
    export.refresh_from_db()
    assert export.finished_at is not None, export.last_error
    return export


def archive_of(export: Export) -> zipfile.ZipFile:
    return zipfile.ZipFile(exporting.making.path_of(export))


def test_every_kind_of_row_about_the_person_is_in_it(world, who):
    thread = Thread.objects.filter(community=world.communities["eksperci"]).first()
    save_draft(f"thread:{thread.pk}", by=who, text="Zaczynam pisać")
    export = ask_export(who, by=who)
    counts = {one.model._meta.label_lower: of_person(one, who, [who.email]).count() for one in held() if one.is_told}
    Clerk().work("test")
    export.refresh_from_db()
    archive = archive_of(export)
    found = {name: len(json.loads(archive.read(name))) for name in archive.namelist() if name.startswith("json/")}
    assert found == {f"json/{name}.json": number for name, number in counts.items() if number}
    assert len(found) > 8


def test_the_rows_hold_what_was_written_and_no_secret(world, who):
    archive = archive_of(made(who))
    posts = json.loads(archive.read("json/discussions.post.json"))
    assert {post["id"] for post in posts} == set(Post.objects.filter(author=who).values_list("pk", flat=True))
    assert posts[0]["text"] == Post.objects.get(pk=posts[0]["id"]).text
    assert posts[0]["thread"]["name"] == Post.objects.get(pk=posts[0]["id"]).thread.title
    (account,) = json.loads(archive.read("json/people.person.json"))
    assert account["email"] == who.email
    assert "password" not in account


def test_the_pages_are_in_the_persons_language_and_lead_to_each_other(world, who):
    Person.objects.filter(pk=who.pk).update(language="en")
    who.refresh_from_db()
    archive = archive_of(made(who))
    index = archive.read("index.html").decode()
    assert '<html lang="en">' in index
    assert "What Ognisko keeps about you" in index
    assert "html/posts-that-you-wrote.html" in archive.namelist()
    assert 'href="html/posts-that-you-wrote.html"' in index


def test_no_text_of_others_is_in_it(world, who):
    other = Post.objects.exclude(author=who).filter(deleted_at=None).order_by("-pk").first()
    archive = archive_of(made(who))
    sentence = other.text.splitlines()[0][:60]
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert Post.objects.filter(text__contains=sentence).count() == 1
    assert sentence not in everything


def test_markup_in_a_text_stays_text(world, who):
    post = Post.objects.filter(author=who, deleted_at=None).first()
    Post.objects.filter(pk=post.pk).update(text="<script>alert(1)</script>" + post.text)
    archive = archive_of(made(who))
    pages = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".html")).decode()
    assert "<script>" not in pages
    assert "&lt;script&gt;alert(1)" in pages


def test_a_letter_leads_to_the_page_and_the_page_to_the_file(world, who, signed_in, frozen):
    client = signed_in(WHO)
    assert client.post("/moje-dane/kopia/").status_code == 302
    Clerk().work("test")
    export = Export.objects.get()
    letter = Letter.objects.get(to_person=who)
    assert letter.subject == "Kopia Twoich danych jest gotowa"
    assert "/moje-dane/" in letter.text
    assert "7\xa0dni" in letter.text
    assert f"/moje-dane/kopia/{export.pk}/" in client.get("/moje-dane/").content.decode()
    answer = client.get(f"/moje-dane/kopia/{export.pk}/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="ognisko-krzysztof-mielnik-2026-11-24.zip"'
    assert archive.testzip() is None
    stages = Entry.objects.filter(event="data_exported").order_by("pk").values_list("facts__stage", flat=True)
    assert list(stages) == ["asked", "ready", "fetched"]


def test_nobody_else_fetches_it(world, who, signed_in):
    export = made(who)
    administrator = world.people["adam.cichon"]
    give_role(administrator, kind="administrator", by=None)
    assert signed_in("adam.cichon").get(f"/moje-dane/kopia/{export.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        fetch_export(export, by=administrator)


def test_after_seven_days_the_file_is_gone(world, who, signed_in, folder, frozen):
    export = made(who)
    assert [path.suffix for path in folder.iterdir()] == [".zip"]
    frozen.shift(timedelta(days=7, minutes=1))
    assert signed_in(WHO).get(f"/moje-dane/kopia/{export.pk}/").status_code == 404
    retention.purge()
    assert list(folder.iterdir()) == []
    export.refresh_from_db()
    assert export.removed_at == timezone.now()


def test_asking_twice_makes_one_copy(world, who):
    assert ask_export(who, by=who).pk == ask_export(who, by=who).pk


def test_an_officer_starts_one_only_upon_a_registered_request(world, who):
    officer = world.people["adam.cichon"]
    give_role(officer, kind="data_protection_officer", by=None)
    officer = Person.objects.get(pk=officer.pk)
    with pytest.raises(PermissionDenied):
        ask_export(who, by=officer)
    request = register_request(by=officer, kind="access", person=who, received_on=timezone.localdate())
    assert ask_export(who, by=officer, request=request).person == who
    assert ask_export(who, by=officer, request=request).language == "pl"


def test_a_copy_that_breaks_is_tried_again_and_leaves_no_file(world, who, folder, monkeypatch, caplog):
    ask_export(who, by=who)

    def broken(*args):
        raise OSError("disk")

    monkeypatch.setattr(exporting.making, "_write_index", broken)
    Clerk().work("test")
    export = Export.objects.get()
    assert (export.finished_at, export.last_error, export.attempts) == (None, "OSError", 1)
    assert list(folder.iterdir()) == []
    monkeypatch.undo()
    monkeypatch.setattr(exporting.making, "FOLDER", folder)
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        Clerk().work("test")
    export.refresh_from_db()
    assert export.finished_at is not None


def most_memory_since(begin: bool) -> int:
    """Kilobytes that this process held at the most, since it was asked with True."""
    if begin:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.mark.slow
def test_fifty_thousand_posts_in_flat_memory(world, who):
    thread = Thread.objects.filter(author=who).first()
    start, text = thread.post_count + 1, "Zażółć gęślą jaźń. " * 20
    for begin in range(start, start + 50_000, 5_000):
        numbers = range(begin, begin + 5_000)
        Post.objects.bulk_create(Post(thread=thread, number=n, author=who, text=text, html="<p></p>") for n in numbers)
    ask_export(who, by=who)

    before = most_memory_since(True)
    Clerk().work("test")
    more = most_memory_since(False) - before

    archive = archive_of(Export.objects.get())
    assert more < 20_000
    with archive.open("json/discussions.post.json") as lines:
        assert sum(1 for line in lines if line.startswith(b"{")) == Post.objects.filter(author=who).count()
    assert len([name for name in archive.namelist() if name.startswith("html/twoje-wpisy")]) == 101
