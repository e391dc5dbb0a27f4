import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command

from ognisko.activity.models import Event
from ognisko.people.models import Organisation, OrganisationRelation, Unit, UnitRelation

FLAT = ("--id", "id", "--name", "nazwa")


@pytest.fixture
def bring(tmp_path, db):
    """Run the import on a text; its exit code, its report as JSON."""

    def run(text, *options, kind="organisation", encoding="utf-8"):
        path = tmp_path / "plik.csv"
        path.write_bytes(text.encode(encoding))
        return run_file(path, *options, kind=kind)

    return run


def run_file(path, *options, kind="organisation", command="import_units"):
    out, code = StringIO(), 0
    kinds = ("--kind", kind) if command == "import_units" else ()
    try:
        call_command(command, str(path), *kinds, *options, "--json", stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = end.code
    return code, json.loads(out.getvalue())


def counts(report):
    return {key: report[key] for key in ("created", "updated", "unchanged", "skipped")}


def tree():
    rows = Organisation.objects.exclude(external_id__in=("mrl", "umj", "kbr")).select_related("parent")
    return {row.external_id: row.parent.external_id if row.parent else None for row in rows}


def test_a_second_run_changes_nothing(bring):
    text = "id;nazwa;nad\na;Urząd A;\nb;Urząd B;a\n"
    first_code, first = bring(text, *FLAT, "--parent", "nad")
    second_code, second = bring(text, *FLAT, "--parent", "nad")

    assert (first_code, counts(first)) == (0, {"created": 2, "updated": 0, "unchanged": 0, "skipped": 0})
    assert (second_code, counts(second)) == (0, {"created": 0, "updated": 0, "unchanged": 2, "skipped": 0})
    assert tree() == {"a": None, "b": "a"}
    assert Event.objects.filter(verb="people.take_in_units").count() == 1
    assert Event.objects.filter(verb="people.take_in_units", told_at=None).count() == 0


def test_what_the_file_changes_is_changed(bring):
    text = "id;nazwa;nad;skrót\na;Urząd A;;UA\nb;Urząd B;a;UB\nc;Urząd C;;\n"
    bring(text, *FLAT, "--parent", "nad", "--short", "skrót")
    code, report = bring("id;nazwa;nad\na;Urząd A;\nb;Urząd Ć;\nc;Urząd C;b\n", *FLAT, "--parent", "nad")

    assert (code, counts(report)) == (0, {"created": 0, "updated": 2, "unchanged": 1, "skipped": 0})
    row = Organisation.objects.get(external_id="b")
    assert (row.name, row.short_name, row.parent) == ("Urząd Ć", "UB", None)
    assert tree() == {"a": None, "b": None, "c": "b"}


def test_a_parent_may_stand_later_in_the_file(bring):
    bring("id;nazwa;nad\nc;C;b\nb;B;a\na;A;\n", *FLAT, "--parent", "nad")

    assert tree() == {"a": None, "b": "a", "c": "b"}


def test_a_parent_that_is_here_already_need_not_stand_in_the_file(bring):
    bring("id;nazwa\na;A\n", *FLAT)
    code, report = bring("id;nazwa;nad\nb;B;a\n", *FLAT, "--parent", "nad")

    assert (code, report["problems"]) == (0, [])
    assert tree() == {"a": None, "b": "a"}


def test_a_missing_parent_is_said_and_its_child_stays_at_the_top(bring):
    code, report = bring("id;nazwa;nad\na;A;nikt\nb;B;a\n", *FLAT, "--parent", "nad")

    assert code == 0
    assert [problem["line"] for problem in report["problems"]] == [2]
    assert "nikt" in report["problems"][0]["message"]
    assert tree() == {"a": None, "b": "a"}


@pytest.mark.parametrize("separator", [";", ",", "|", " ", " ; ", ", "])
def test_the_first_of_several_parents_is_the_parent_and_the_rest_are_relations(bring, separator):
    cell = separator.join(["a", "b", "c"])
    code, report = bring(f'id;nazwa;nad\na;A;\nb;B;\nc;C;\nd;D;"{cell}"\n', *FLAT, "--parent", "nad")

    assert (code, report["relations"]) == (0, 2)
    assert tree()["d"] == "a"
    pairs = set(OrganisationRelation.objects.values_list("child__external_id", "parent__external_id"))
    assert pairs == {("d", "b"), ("d", "c")}
    assert "b, c" in report["problems"][0]["message"]


def test_relations_follow_the_file(bring):
    bring("id;nazwa;nad\na;A;\nb;B;\nc;C;\nd;D;a|b\n", *FLAT, "--parent", "nad")
    _code, report = bring("id;nazwa;nad\na;A;\nb;B;\nc;C;\nd;D;a|c\n", *FLAT, "--parent", "nad")

    assert (report["updated"], report["unchanged"]) == (1, 3)
    assert list(OrganisationRelation.objects.values_list("parent__external_id", flat=True)) == ["c"]


def test_an_id_with_a_space_is_one_parent(bring):
    bring("id;nazwa;nad\nA 1;A;\nb;B;A 1\n", *FLAT, "--parent", "nad")

    assert tree() == {"A 1": None, "b": "A 1"}


@pytest.mark.parametrize(
    "text",
    [
        "id;nazwa;nad\na;A;b\nb;B;a\n",
        "id;nazwa;nad\na;A;c\nb;B;a\nc;C;b\n",
        "id;nazwa;nad\nx;X;\na;A;a\n",
    ],
)
def test_a_circle_is_refused_and_nothing_is_written(bring, text):
    code, report = bring(text, *FLAT, "--parent", "nad")

    assert code == 1
    assert len(report["problems"]) == 1
    assert report["created"] == 0
    assert tree() == {}


def test_a_circle_through_what_is_here_already_is_refused_too(bring):
    bring("id;nazwa;nad\na;A;\nb;B;a\n", *FLAT, "--parent", "nad")
    code, _report = bring("id;nazwa;nad\na;A;b\n", *FLAT, "--parent", "nad")

    assert code == 1
    assert tree() == {"a": None, "b": "a"}


def test_one_bad_row_keeps_the_whole_file_out(bring):
    code, report = bring("id;nazwa\na;A\n;Bez numeru\nc;\nd;D\n", *FLAT)

    assert code == 1
    assert [problem["line"] for problem in report["problems"]] == [3, 4]
    assert counts(report) == {"created": 0, "updated": 0, "unchanged": 0, "skipped": 4}
    assert tree() == {}


def test_a_row_said_twice_is_left_out_and_one_that_says_otherwise_is_refused(bring):
    code, report = bring("id;nazwa\na;A\na;A\n", *FLAT)
    assert (code, report["created"], report["skipped"], report["problems"][0]["line"]) == (0, 1, 1, 3)

    code, report = bring("id;nazwa\nb;B\nb;Inne B\n", *FLAT)
    assert (code, report["problems"][0]["line"]) == (1, 3)


def test_levels_are_known_by_their_whole_path(bring):
    text = "id;gmina;powiat;woj\n1;Łąki;brzeski;małopolskie\n2;Łąki;brzeski;opolskie\n3;Góra;brzeski;opolskie\n"
    code, report = bring(text, "--id", "id", "--name", "gmina", "--levels", "woj,powiat")

    assert (code, report["created"]) == (0, 7)
    counties = Organisation.objects.filter(name="brzeski").order_by("parent__name")
    assert [county.parent.name for county in counties] == ["małopolskie", "opolskie"]
    assert [county.children.count() for county in counties] == [1, 2]
    assert bring(text, "--id", "id", "--name", "gmina", "--levels", "woj,powiat")[1]["unchanged"] == 7


def test_a_level_left_empty_is_left_out(bring):
    bring("id;nazwa;dep;wydz\n1;Zespół;Departament;\n", *FLAT, "--levels", "dep,wydz")

    assert Organisation.objects.get(external_id="1").parent.name == "Departament"


def test_a_trial_writes_nothing(bring):
    code, report = bring("id;nazwa\na;A\n", *FLAT, "--dry-run")

    assert (code, report["dry_run"], report["created"]) == (0, True, 1)
    assert tree() == {}


def test_wrong_names_of_columns_list_those_there_are(bring):
    code, report = bring("numer;nazwa\na;A\n", *FLAT)

    assert code == 1
    assert "numer, nazwa" in report["problems"][0]["message"]
    assert report == {
        "kind": "organisation",
        "rows": 0,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "relations": 0,
        "problems": report["problems"],
        "dry_run": False,
    }


def test_windows_1250_comes_in_with_its_letters(bring):
    bring("id;nazwa\na;Zażółć gęślą jaźń\n", *FLAT, encoding="cp1250")

    assert Organisation.objects.get(external_id="a").name == "Zażółć gęślą jaźń"


def test_units_belong_to_the_named_organisation(bring, world):
    text = "id;nazwa;nad\n1;Departament;\n2;Wydział;1\n"
    code, report = bring(text, *FLAT, "--parent", "nad", "--organisation", "umj", kind="unit")
    bring(text, *FLAT, "--parent", "nad", "--organisation", "Krajowe Biuro rejestrów publicznych", kind="unit")

    assert (code, report["kind"], report["created"]) == (0, "unit", 2)
    found = Unit.objects.filter(external_id__in=("1", "2")).order_by("organisation__external_id", "external_id")
    assert [(unit.organisation.external_id, unit.name) for unit in found] == [
        ("kbr", "Departament"),
        ("kbr", "Wydział"),
        ("umj", "Departament"),
        ("umj", "Wydział"),
    ]
    assert UnitRelation.objects.count() == 0


def test_a_new_organisation_is_made_with_its_units_or_not_at_all(bring, world):
    code, _report = bring("id;nazwa\n1;\n", *FLAT, "--organisation", "Nowy Urząd", kind="unit")
    assert (code, Organisation.objects.filter(name="Nowy Urząd").count()) == (1, 0)
    bring("id;nazwa\n1;Kadry\n", *FLAT, "--organisation", "Nowy Urząd", "--dry-run", kind="unit")
    assert Organisation.objects.filter(name="Nowy Urząd").count() == 0
    bring("id;nazwa\n1;Kadry\n", *FLAT, "--organisation", "Nowy Urząd", kind="unit")

    assert [unit.name for unit in Organisation.objects.get(name="Nowy Urząd").units.all()] == ["Kadry"]


def test_the_report_says_what_became_of_each_line(tmp_path, db):
    path, out = tmp_path / "plik.csv", StringIO()
    path.write_text("id;nazwa;nad\na;Urząd A;\nb;Urząd B;a|nikt\n", encoding="utf-8")
    call_command("import_units", str(path), "--kind", "organisation", *FLAT, "--parent", "nad", stdout=out)

    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    assert lines[:3] == [
        "2 utworzono Urząd A",
        "3 utworzono Urząd B",
        "3 uwaga: b: Jednostki nadrzędnej nikt nie ma w pliku; pomijamy ją.",
    ]
    assert lines[-1] == "Wiersze: 2. utworzono: 2, zmieniono: 0, bez zmian: 0, pominięto: 0; relacje: 0."


@pytest.mark.real
def test_the_communes_of_poland_come_in_whole(real_data, db):
    path = real_data / "org-trees" / "pl-gminy-powiaty-wojewodztwa.csv"
    options = ("--id", "teryt", "--name", "gmina", "--levels", "wojewodztwo,powiat")
    code, report = run_file(path, *options)

    rows = _rows(path)
    provinces = {row["wojewodztwo"] for row in rows}
    counties = {(row["wojewodztwo"], row["powiat"]) for row in rows}
    assert (code, report["rows"], report["problems"]) == (0, len(rows), [])
    assert report["created"] == len(rows) + len(counties) + len(provinces)
    roots = Organisation.objects.filter(parent=None, name__in=provinces)
    assert roots.count() == len(provinces)
    assert sum(root.children.count() for root in roots) == len(counties)
    leaf = Organisation.objects.select_related("parent__parent").get(external_id=rows[0]["teryt"])
    assert (leaf.parent.name, leaf.parent.parent.name) == (rows[0]["powiat"], rows[0]["wojewodztwo"])
    assert run_file(path, *options)[1]["unchanged"] == report["created"]


@pytest.mark.real
def test_the_organisations_of_another_state_come_in_whole(real_data, db):
    path = real_data / "org-trees" / "govuk-organisations.csv"
    options = ("--id", "slug", "--name", "title", "--parent", "parents")
    code, report = run_file(path, *options)

    rows = _rows(path)
    ids = {row["slug"] for row in rows}
    named = {row["slug"]: [one for one in row["parents"].split(";") if one in ids] for row in rows}
    assert (code, report["rows"], report["created"]) == (0, len(rows), len(rows))
    assert report["relations"] == sum(max(len(parents) - 1, 0) for parents in named.values())
    assert OrganisationRelation.objects.count() == report["relations"]
    assert tree() == {slug: parents[0] if parents else None for slug, parents in named.items()}
    missing = [one for row in rows for one in row["parents"].split(";") if one and one not in ids]
    assert sum("pomijamy" in problem["message"] for problem in report["problems"]) == len(missing)
    assert run_file(path, *options)[1]["unchanged"] == len(rows)


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
