import re
from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.communities.actions import join
from ognisko.communities.models import Community, Membership
from ognisko.discussions.models import Post, Thread
from ognisko.exchange.tests.uploading import ONE, TWO, jsonl, page, upload, worked, write
from ognisko.people.models import ImportJob
from ognisko.people.take_in import jobs


def test_documents_are_shown_first_and_then_written_as_shown(as_keeper, keeper):
    job = worked(as_keeper, jsonl(ONE, {"id": "a/3"}, TWO, ONE))
    assert (job.stage, job.rows, job.counts) == ("tried", 4, {"created": 2, "skipped": 2})
    assert "Pierwszy" in page(as_keeper, job)
    assert re.findall(r"wiersz (\d+)</span> (.*?)</li>", page(as_keeper, job, show="skipped")) == [
        ("2", "nie ma w nim treści"),
        ("4", "ten sam identyfikator jest już w wierszu 1"),
    ]
    assert not Community.objects.filter(name="Biblioteka").exists()
    assert as_keeper.post(reverse("people:write_import", args=[job.pk])).status_code == 302
    jobs._tell(job, 1, 2)
    assert '<progress value="1" max="2"' in page(as_keeper, job)
    asks = {"HX-Request": "true"}
    assert "<main" not in page(as_keeper, job, headers=asks)
    call_command("import_job", job.pk)
    address = reverse("people:import_job", args=[job.pk])
    assert as_keeper.get(address, headers=asks)["HX-Redirect"] == address

    job.refresh_from_db()
    community = Community.objects.get(name="Biblioteka")
    assert f'<a href="{community.get_absolute_url()}">Biblioteka</a>' in page(as_keeper, job)
    assert (job.stage, community.slug, community.member_count) == ("written", "biblioteka", 0)
    assert list(Thread.objects.filter(community=community).order_by("pk").values_list("title", "kind")) == [
        ("Pierwszy", "experience"),
        ("Drugi", "experience"),
    ]
    entry = Entry.objects.get(event="content_imported")
    assert (entry.actor_id, entry.facts["rows"]) == (keeper.pk, {"created": 2, "updated": 0})


def test_the_same_file_again_brings_only_what_is_new(as_keeper):
    write(as_keeper, worked(as_keeper, jsonl(ONE)))
    community = Community.objects.get(name="Biblioteka")
    again = upload(as_keeper, jsonl(ONE))
    assert (again.status_code, ImportJob.objects.count()) == (422, 1)
    assert "Wybierz ją z listy" in again.content.decode()
    job = worked(as_keeper, jsonl(ONE), community=community.pk, name="")
    assert job.counts == {"unchanged": 1}
    assert "Nie ma czego zapisywać." in page(as_keeper, job)
    job = write(as_keeper, worked(as_keeper, jsonl({**ONE, "text": "Inna."}, TWO), community=community.pk, name=""))

    assert (job.stage, job.counts, job.notes) == ("written", {"created": 1, "unchanged": 1}, 1)
    assert Post.objects.get(external_id="a/1").text == "Treść."


def test_one_line_that_is_no_json_keeps_the_whole_file_out(as_keeper):
    before = Thread.objects.count()
    job = worked(as_keeper, jsonl(ONE, "[" * 100_000, "{oops", "3"))
    assert (job.stage, job.faults) == ("tried", 3)
    assert "ten wiersz nie jest w formacie JSON" in page(as_keeper, job)
    write(as_keeper, job)

    assert (job.stage, Thread.objects.count()) == ("tried", before)
    assert not Community.objects.filter(name="Biblioteka").exists()


def test_a_library_goes_only_where_one_may_write(as_keeper, keeper, world):
    html = as_keeper.get(reverse("exchange:uploads")).content.decode()
    offered = {int(pk) for pk in re.findall(r'<option value="(\d+)"', html)}
    own = Membership.objects.current().filter(person=keeper).exclude(role="observer")
    assert offered == set(own.values_list("community_id", flat=True))
    strange = Community.objects.exclude(pk__in=offered).first()
    assert upload(as_keeper, jsonl(ONE), community=strange.pk, name="").status_code == 422
    assert ImportJob.objects.count() == 0


def test_who_left_meanwhile_does_not_write_any_more(as_keeper, keeper, world):
    community = world.communities["eksperci"]
    if not Membership.objects.current().filter(person=keeper, community=community).exists():
        join(community, by=keeper)
    job = worked(as_keeper, jsonl(ONE), community=community.pk, name="")
    assert job.stage == "tried"
    Membership.objects.filter(person=keeper, community=community).delete()
    write(as_keeper, job)

    assert job.stage == "failed"
    assert "Nie możesz już pisać w tej wspólnocie." in page(as_keeper, job)
    assert not Thread.objects.filter(external_id="a/1").exists()


def test_something_that_came_in_meanwhile_is_shown_anew(as_keeper):
    first = worked(as_keeper, jsonl(ONE, TWO))
    write(as_keeper, worked(as_keeper, jsonl(ONE), name="Inna"))
    write(as_keeper, first)

    assert (first.stage, first.counts) == ("tried", {"created": 1, "skipped": 1})
    assert not Community.objects.filter(name="Biblioteka").exists()
    assert write(as_keeper, first).stage == "written"


def test_a_file_too_large_is_refused(as_keeper, monkeypatch):
    monkeypatch.setattr(jobs, "LARGEST", 100)
    response = upload(as_keeper, jsonl(*[ONE] * 10))

    assert (response.status_code, ImportJob.objects.count()) == (422, 0)
    assert "większy niż 30 MB" in response.content.decode()


def test_letters_that_are_half_a_sign_do_not_stop_the_writing(as_keeper):
    job = write(as_keeper, worked(as_keeper, b'{"id": "a/\\ud800", "title": "T\\udfff\\u0000", "text": "x\\ud800y"}'))

    assert (job.stage, job.counts) == ("written", {"created": 1})


def test_columns_are_asked_only_of_tables(as_keeper):
    job = worked(as_keeper, jsonl(ONE))

    assert as_keeper.get(reverse("people:choose_columns", args=[job.pk])).status_code == 404
    assert reverse("people:choose_columns", args=[job.pk]) not in page(as_keeper, job)
    assert reverse("people:import_job", args=[job.pk]) in as_keeper.get(reverse("exchange:uploads")).content.decode()
    assert reverse("people:import_job", args=[job.pk]) not in as_keeper.get(reverse("people:imports")).content.decode()


def test_an_uploaded_file_goes_by_a_button_or_after_a_day(as_keeper, frozen):
    job = worked(as_keeper, jsonl(ONE))
    response = as_keeper.post(reverse("people:discard_import", args=[job.pk]))
    assert (response["Location"], ImportJob.objects.count()) == (reverse("exchange:uploads"), 0)
    worked(as_keeper, jsonl(ONE))
    frozen.shift(timedelta(days=1))

    assert (jobs.forget_imports(), ImportJob.objects.count()) == (1, 0)
