import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ognisko.communities.models import Community
from ognisko.discussions.models import Thread
from ognisko.exchange.documents.reading import read
from ognisko.search.query import search
from ognisko.search.registry import Stranger


def lines(*objects: object) -> list[str]:
    return [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects]


def imported(path, *options: str) -> dict:
    out = StringIO()
    call_command("import_documents", str(path), "--community", "biblioteka", "--create", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def file(tmp_path):
    def write(*objects: object):
        path = tmp_path / "documents.jsonl"
        path.write_text("\n".join(lines(*objects)), encoding="utf-8")
        return path

    return write


META = {"opracowanie": "Ewa Test", "data_zgloszenia": "10 czerwca 2026 r.", "tags": "[szkolenia, c#]", "draft": "true"}


def test_a_title_comes_from_the_object_its_front_matter_or_its_first_heading() -> None:
    found = read(
        lines(
            {"id": "1", "title": "Z obiektu", "text": "Treść."},
            {"id": "2", "markdown": '---\ntitle: "Z nagłówka pliku"\n---\nTreść.'},
            {"id": "3", "markdown": "# Z tekstu\n\nTreść."},
            {"path": "a/b.md", "markdown": "Treść."},
        )
    )
    assert [(one.title, one.text) for one in found.documents] == [
        ("Z obiektu", "Treść."),
        ("Z nagłówka pliku", "Treść."),
        ("Z tekstu", "Treść."),
        ("b.md", "Treść."),
    ]


def test_dates_keywords_and_author_come_from_meta() -> None:
    (one,) = read(lines({"id": "1", "title": "T", "text": "x", "meta": META})).documents
    assert (one.begun, one.author) == (date(2026, 6, 10), "Ewa Test")
    assert one.keywords == ("szkolenia", "c#", "wersja robocza")


def test_what_is_left_out_has_a_reason_and_what_is_no_json_stops_all() -> None:
    found = read(lines({"id": "1", "text": "x"}, {"text": "x"}, {"id": "1", "text": "y"}, {"id": "2"}, "{", "[]"))
    assert [problem.line for problem in found.left_out] == [2, 3, 4]
    assert [problem.line for problem in found.errors] == [5, 6]


def test_documents_become_threads_of_experience_and_can_be_found(file, db) -> None:
    report = imported(file({"id": "zażółć/1", "title": "Szambonurek", "markdown": "Jak *szkolić*?", "meta": META}))
    assert (report["created"], report["unchanged"], report["skipped"]) == (1, 0, 0)
    thread = Thread.objects.get(external_id="zażółć/1")
    assert (thread.kind, thread.author.name, thread.author.is_listed) == ("experience", "Ewa Test", False)
    assert sorted(thread.tags.values_list("slug", flat=True)) == ["c-sharp", "szkolenia", "wersja-robocza"]
    assert [result.external_id for result in search("szambonurka", person=Stranger()).found] == ["zażółć/1"]


def test_a_second_run_adds_nothing_and_tells_what_differs(file, db) -> None:
    imported(file({"id": "1", "title": "T", "text": "x"}))
    report = imported(file({"id": "1", "title": "T", "text": "y"}, {"id": "2", "title": "U", "text": "z"}))
    assert (report["created"], report["unchanged"]) == (1, 1)
    assert [problem["line"] for problem in report["problems"]] == [1]


def test_a_dry_run_and_a_broken_file_write_nothing(file, db) -> None:
    before = Thread.objects.count()
    assert imported(file({"id": "1", "title": "T", "text": "x"}), "--dry-run")["created"] == 1
    with pytest.raises(SystemExit):
        imported(file({"id": "1", "title": "T", "text": "x"}, "{"))
    assert (Thread.objects.count(), Community.objects.filter(slug="biblioteka").exists()) == (before, False)


def test_an_unknown_community_is_said(file, db) -> None:
    with pytest.raises(CommandError, match="--create"):
        call_command("import_documents", str(file({"id": "1", "text": "x"})), "--community", "nie-ma")


@pytest.mark.real
def test_the_documents_of_a_real_network_come_in(real_data) -> None:
    with (real_data / "sdc-dobre-praktyki" / "documents.jsonl").open(encoding="utf-8") as file:
        found = read(file)
    assert (found.rows, len(found.documents) >= 540, found.errors) == (548, True, [])
