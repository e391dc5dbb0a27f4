import os

import pytest
from django.conf import settings
from django.core.management import call_command

from ognisko.communities.models import Community
from ognisko.discussions.models import Post
from ognisko.exchange.tests.test_import_stackexchange import (
    ANSWER,
    QUESTION,
)
from ognisko.exchange.tests.uploading import DUMP, ONE, a_dump, jsonl, packed, page, upload, worked, write, xml
from ognisko.exchange.uploads import archive
from ognisko.people.models import ImportJob, Person
from ognisko.people.personal_data import wipe
from ognisko.privacy.traces import NameTraces


@pytest.mark.parametrize("folder", ["", "quantum/", "../../../"])
def test_conversations_come_in_from_a_zip_wherever_its_files_lie(as_keeper, folder):
    job = worked(as_keeper, a_dump(folder=folder), **DUMP)
    assert (job.stage, job.counts) == ("tried", {"created": 2})
    notes = page(as_keeper, job, show="notes")
    assert "Pytania: 2. Odpowiedzi: 2. Komentarze: 1. Konta osób: 2." in notes
    assert "1 × komentarz, którego wpisu nie ma w zrzucie (na przykład 6)" in notes
    assert Person.objects.filter(name="Żaneta Ćma").count() == 0
    write(as_keeper, job)

    assert job.stage == "written"
    community = Community.objects.get(name="Kwanty")
    assert Post.objects.filter(thread__community=community).count() == 5
    assert Post.objects.get(external_id=f"stackexchange:{community.slug}:post:1").source_url == "https://q.example/q/1"
    assert Person.objects.get(name="Żaneta Ćma").organisation.name == "Stack Exchange"
    assert list((settings.VAR / "imports").glob("dump-*")) == []


def test_a_newer_dump_adds_what_is_new_to_the_same_threads(as_keeper):
    write(as_keeper, worked(as_keeper, a_dump(), **DUMP))
    community = Community.objects.get(name="Kwanty")
    there = {**DUMP, "name": "", "community": community.pk}
    assert worked(as_keeper, a_dump(), **there).counts == {"unchanged": 2}
    job = write(as_keeper, worked(as_keeper, a_dump({**ANSWER, "Id": "40"}), **there))

    assert (job.stage, job.counts) == ("written", {"updated": 1, "unchanged": 1})
    assert Post.objects.filter(thread__community=community).count() == 6


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"7z\xbc\xaf'\x1c", "To nie jest ZIP."),
        (packed({"Users.xml": xml()}), "nie ma pliku Posts.xml"),
        (packed({"Posts.xml": xml(), "a/posts.xml": xml()}), "więcej niż raz"),
        (packed({"Posts.xml": b"", **{f"{n}.txt": b"" for n in range(archive.MOST_ENTRIES)}}), "za dużo plików"),
    ],
)
def test_what_is_no_dump_is_refused_at_once(as_keeper, data, said):
    response = upload(as_keeper, data, **DUMP)

    assert (response.status_code, ImportJob.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_a_zip_that_swells_is_refused_by_what_it_says_and_by_what_comes_out(as_keeper, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 10_000)
    swollen = packed({"Posts.xml": b" " * 10_001})
    response = upload(as_keeper, swollen, **DUMP)
    assert (response.status_code, "większy niż 400 MB" in response.content.decode()) == (422, True)
    monkeypatch.setattr(archive, "LARGEST", 20_000)
    job = ImportJob.objects.get(pk=_kept(as_keeper, swollen))
    monkeypatch.setattr(archive, "LARGEST", 10_000)
    monkeypatch.setattr(archive, "_must_be_a_dump", lambda found: None)
    call_command("import_job", job.pk)
    job.refresh_from_db()

    assert (job.stage, "większy niż 400 MB" in page(as_keeper, job)) == ("failed", True)
    assert list((settings.VAR / "imports").glob("dump-*")) == []


def _kept(client, data):
    upload(client, data, **DUMP)
    return ImportJob.objects.latest("pk").pk


@pytest.mark.parametrize("posts", [b"<x><row", xml({**QUESTION, "Score": "x"}), b"no xml"])
def test_a_dump_that_cannot_be_read_leaves_a_sentence_and_nothing_else(as_keeper, posts):
    job = worked(as_keeper, packed({"Posts.xml": posts}), **DUMP)

    assert (job.stage, job.attempts) == ("failed", 1)
    assert "nie da się go odczytać" in page(as_keeper, job)
    assert not Community.objects.filter(name="Kwanty").exists()


def test_a_damaged_zip_leaves_a_sentence(as_keeper):
    data = bytearray(packed({"Posts.xml": os.urandom(5000)}))
    data[100:200] = b"\x00" * 100
    job = worked(as_keeper, bytes(data), **DUMP)

    assert (job.stage, "Archiwum ZIP jest uszkodzone" in page(as_keeper, job)) == ("failed", True)


@pytest.mark.parametrize(
    ("data", "typed", "said"),
    [
        (b"\xff\xfe\x00", {}, "nie jest w UTF-8"),
        (b"\n \n", {}, "żadnego wiersza z treścią"),
        (jsonl(ONE), {"name": ""}, "Wybierz wspólnotę albo nazwij nową"),
        (jsonl(ONE), {"name": "!!!"}, "Wpisz nazwę z literami lub cyframi."),
        (a_dump(), {**DUMP, "organisation": ""}, "Wpisz organizację, do której"),
        (a_dump(), {**DUMP, "site": "a b"}, "Wpisz sam adres"),
    ],
)
def test_what_is_missing_is_said_at_its_field(as_keeper, data, typed, said):
    response = upload(as_keeper, data, **typed)

    assert (response.status_code, ImportJob.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_erasing_a_person_takes_uploads_that_cannot_be_searched_for_the_name(as_keeper):
    worked(as_keeper, a_dump(), **DUMP)
    wipe(NameTraces("Adam Cichoń", "adam.cichon", (), "konto usunięte"))

    assert ImportJob.objects.count() == 0


def test_the_page_and_the_report_speak_english_too(as_keeper, keeper):
    keeper.language = "en"
    keeper.save()
    html = as_keeper.get("/en/administration/bringing-in/").content.decode()
    job = worked(as_keeper, a_dump(), **DUMP)

    assert "<h1>Bring in documents and conversations</h1>" in html
    assert "Questions: 2. Answers: 2." in page(as_keeper, job, show="notes")
