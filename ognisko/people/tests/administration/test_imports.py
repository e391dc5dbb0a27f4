import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.communities.models import Membership
from ognisko.people import actions
from ognisko.people.models import ImportJob, Person, Unit
from ognisko.people.take_in import jobs

HEAD = "nr;e-mail;imię i nazwisko;urząd;komórka;stanowisko;kieruje\n"


def upload(client, text, *, encoding="utf-8", kind="people", **typed):
    file = SimpleUploadedFile("osoby.csv", text.encode(encoding), content_type="text/csv")
    return client.post(reverse("people:imports"), {"kind": kind, "file": file, **typed})


def guessed(client, job):
    """The columns as the page offers them."""
    html = client.get(reverse("people:import_job", args=[job.pk])).content.decode()
    chosen = {}
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        selected = re.search(r'<option value="([^"]*)" selected', options)
        chosen[name] = selected[1] if selected else ""
    return chosen


def tried(client, text, **options):
    upload(client, text, **options)
    job = ImportJob.objects.latest("pk")
    client.post(reverse("people:choose_columns", args=[job.pk]), guessed(client, job))
    job.refresh_from_db()
    return job


def page(client, job, **query):
    return (
        client.get(reverse("people:import_job", args=[job.pk]), query)
        .content.decode()
        .replace("\N{NO-BREAK SPACE}", " ")
    )


def write(client, job):
    client.post(reverse("people:write_import", args=[job.pk]))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_table_is_shown_first_and_then_written_as_it_was_shown(as_keeper, keeper, world, encoding, delimiter):
    text = (HEAD + "1;anna@umj.example;Zażółć Gęśla;umj;umj-or;inspektor;tak\n").replace(";", delimiter)
    members = Membership.objects.count()
    job = tried(as_keeper, text, encoding=encoding)
    assert (job.stage, job.counts, job.faults) == ("tried", {"created": 1}, 0)
    assert "Zażółć Gęśla" in page(as_keeper, job)
    assert not Person.objects.filter(email="anna@umj.example").exists()
    write(as_keeper, job)

    anna = Person.objects.get(email="anna@umj.example")
    assert (job.stage, anna.name, anna.unit, anna.leads_people) == (
        "written",
        "Zażółć Gęśla",
        world.units["umj-or"],
        True,
    )
    assert Membership.objects.count() == members
    entry = Entry.objects.get(event="people_imported")
    assert (entry.actor_id, entry.facts["rows"]) == (keeper.pk, {"created": 1, "updated": 0})


def test_first_name_and_surname_may_stand_in_two_columns(as_keeper):
    job = tried(as_keeper, "Imię;Nazwisko;E-mail\nAnna;Nowa;anna@umj.example\n")
    write(as_keeper, job)

    assert Person.objects.get(email="anna@umj.example").name == "Anna Nowa"


def test_the_same_file_again_changes_nothing(as_keeper):
    text = HEAD + "1;anna@umj.example;Anna Nowa;umj;umj-or;inspektor;tak\n"
    write(as_keeper, tried(as_keeper, text))
    job = tried(as_keeper, text)

    assert job.counts == {"unchanged": 1}
    assert "Nie ma czego zapisywać." in page(as_keeper, job)


def test_a_file_with_faults_says_each_with_its_line_and_offers_no_writing(as_keeper):
    before = Person.objects.count()
    job = tried(as_keeper, HEAD + "1;dobra@umj.example;Dobra Osoba;;;;\n2;to nie adres;Anna;;;;\n3;;;;;;\n")
    html = page(as_keeper, job)

    assert job.faults == 3
    assert "Zapisz dokładnie to" not in html
    assert "„to nie adres” to nie jest adres e-mail." in html
    assert re.findall(r'<span class="quiet">wiersz (\d+)</span>', html) == ["3", "4", "4"]
    write(as_keeper, job)
    assert (job.stage, Person.objects.count()) == ("tried", before)


def test_if_something_changed_since_the_check_it_is_shown_anew_and_nothing_is_written(as_keeper):
    job = tried(as_keeper, HEAD + "1;anna@umj.example;Anna Nowa;;;;\n")
    actions.register_person(email="anna@umj.example", name="Anna Inna")
    write(as_keeper, job)

    assert (job.stage, job.counts) == ("tried", {"updated": 1})
    assert "Od sprawdzenia coś się tu zmieniło." in page(as_keeper, job)
    assert Person.objects.get(email="anna@umj.example").name == "Anna Inna"
    assert write(as_keeper, job).stage == "written"
    assert Person.objects.get(email="anna@umj.example").name == "Anna Nowa"


def test_units_come_in_for_the_organisation_that_is_named(as_keeper, world):
    text = "symbol;nazwa;nadrzędna\nA;Departament Nowy;\nB;Wydział Nowy;A\n"
    refused = upload(as_keeper, text, kind="units")
    assert (refused.status_code, ImportJob.objects.count()) == (422, 0)
    write(as_keeper, tried(as_keeper, text, kind="units", organisation="kbr"))

    unit = Unit.objects.get(name="Wydział Nowy")
    assert (unit.organisation, unit.parent.name) == (world.organisations["kbr"], "Departament Nowy")


def test_a_name_changed_by_a_file_leaves_the_former_one(as_keeper, world):
    job = tried(as_keeper, "id;nazwa;nadrzędna\nmrl-bo;Biuro Nowe;\n", kind="units", organisation="mrl")
    old = world.units["mrl-bo"].name
    write(as_keeper, job)

    assert list(world.units["mrl-bo"].former.values_list("name", flat=True)) == [old]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Plik jest pusty."),
        ("e-mail;imię i nazwisko\n", "Plik ma tylko pierwszy wiersz"),
        ('e-mail;imię i nazwisko\n"a;b\n', "cudzysłów"),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_once(as_keeper, text, said):
    response = upload(as_keeper, text)

    assert (response.status_code, ImportJob.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_a_column_that_is_needed_has_to_be_named(as_keeper):
    upload(as_keeper, "kto;gdzie\nAnna;anna@umj.example\n")
    job = ImportJob.objects.get()
    address = reverse("people:choose_columns", args=[job.pk])
    assert as_keeper.post(address, {"name": "kto"}).status_code == 422
    as_keeper.post(address, {"name": "kto", "email": "gdzie"})
    job.refresh_from_db()

    assert (job.stage, job.counts) == ("tried", {"created": 1})


def test_a_large_file_is_done_beside_and_the_page_says_how_far_it_is(as_keeper):
    rows = "".join(f"{n};osoba{n}@umj.example;Osoba Żółta;umj;umj-or;;\n" for n in range(jobs.SMALL + 1))
    job = tried(as_keeper, HEAD + rows)
    assert job.stage == "to_try"
    assert "1001 wierszy" in page(as_keeper, job)
    jobs._tell(job, 400, 1001)
    assert '<progress value="400" max="1001"' in page(as_keeper, job)
    call_command("import_job", job.pk)
    write(as_keeper, ImportJob.objects.get(pk=job.pk))
    job.refresh_from_db()
    assert (job.stage, job.counts["created"]) == ("to_write", 1001)
    call_command("import_job", job.pk)

    job.refresh_from_db()
    assert (job.stage, Person.objects.filter(email__startswith="osoba").count()) == ("written", 1001)
    call_command("import_job", job.pk)


def test_three_hundred_faults_among_many_lines_stand_on_pages(as_keeper):
    rows = "".join(
        f"{n};{'zły adres' if n % 10 == 0 else f'o{n}@umj.example'};Osoba Żółta;;;;\n" for n in range(1, 3001)
    )
    job = tried(as_keeper, HEAD + rows)
    jobs.run(job)
    job.refresh_from_db()
    html = page(as_keeper, job, show="faults", **{"from": "100"})

    assert (job.faults, html.count('<span class="quiet">wiersz')) == (300, 100)
    assert ('rel="prev"' in html, 'rel="next"' in html) == (True, True)
    report = b"".join(as_keeper.get(reverse("people:import_report", args=[job.pk])).streaming_content)
    assert report.decode("utf-8-sig").count("\r\n") == 1 + 3000 + 300


def test_two_who_take_a_job_at_once_do_it_once(as_keeper):
    rows = "".join(f"{n};o{n}@umj.example;Osoba;;;;\n" for n in range(jobs.SMALL + 1))
    job = tried(as_keeper, HEAD + rows)
    ImportJob.objects.filter(pk=job.pk).update(claimed_until="2030-01-01T00:00Z")
    jobs.run(job)

    assert ImportJob.objects.get(pk=job.pk).stage == "to_try"


def test_a_job_that_broke_off_often_is_given_up_with_a_sentence(as_keeper):
    job = tried(as_keeper, HEAD + "".join(f"{n};o{n}@umj.example;Osoba;;;;\n" for n in range(jobs.SMALL + 1)))
    ImportJob.objects.filter(pk=job.pk).update(attempts=3)
    jobs.run(job)
    job.refresh_from_db()

    assert job.stage == "failed"
    assert "Przerwało się kilka razy." in page(as_keeper, job)


def test_a_file_is_thrown_away_by_a_button_or_after_a_day(as_keeper, frozen):
    text = HEAD + "1;anna@umj.example;Anna Nowa;;;;\n"
    as_keeper.post(reverse("people:discard_import", args=[tried(as_keeper, text).pk]))
    assert ImportJob.objects.count() == 0
    tried(as_keeper, text)
    assert jobs.forget_imports() == 0
    frozen.shift(timedelta(days=1))

    assert (jobs.forget_imports(), ImportJob.objects.count()) == (1, 0)


def test_a_person_with_a_planned_move_comes_in_elsewhere_from_today(as_keeper, keeper, world, frozen):
    person = world.people["urszula.maj"]
    actions.move_person(
        person, to_unit=world.units["mrl-bo"], by=keeper, since=timezone.localdate() + timedelta(days=9)
    )
    job = tried(as_keeper, HEAD + "9;urszula.maj@kbr.example;Urszula Maj;kbr;kbr-di;;\n")
    write(as_keeper, job)

    assert job.stage == "written"
    assert Person.objects.get(pk=person.pk).unit == world.units["kbr-di"]
    assert person.assignments.get(until=None).unit == world.units["mrl-bo"]
