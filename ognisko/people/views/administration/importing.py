"""A table is uploaded, its columns are named, it is tried, its report is read, and then it is written."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people.exports import download
from ognisko.people.forms.administration.importing import ColumnsForm, UploadForm
from ognisko.people.imports.kinds import file_kind
from ognisko.people.imports.table import decode, parse_table
from ognisko.people.models import ImportJob
from ognisko.people.requests import SignedIn
from ognisko.people.take_in import jobs
from ognisko.people.views.administration.pages import done, first_sentence
from ognisko.ui.administration import for_duties

PAGE = 100
SAMPLE = 3
LATEST = 20
COLUMNS = "people/administration/_import_columns.html"
WORKING = "people/administration/_import_working.html"
REPORT = "people/administration/_import_report.html"
OUTCOMES = ("created", "updated", "unchanged", "skipped")


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def imports(request: SignedIn) -> HttpResponse:
    """Upload a table, or go back to one of the last day."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": ImportJob.Kind.PEOPLE})
    made: list[ImportJob] = []
    if done(form, lambda: made.append(_begin(request, form))):
        return redirect("people:import_job", made[0].pk)

    tables = ImportJob.objects.filter(kind__in=ImportJob.Kind.values).defer("table", "packed_report")
    latest = tables.select_related("organisation").order_by("-pk")[:LATEST]
    context = {"form": form, "jobs": list(latest)}
    return render(request, "people/administration/imports.html", context, status=422 if form.is_bound else 200)


@require_safe
@for_duties("administrator")
def import_job(request: SignedIn, pk: int) -> HttpResponse:
    """What comes next for this table: name its columns, wait, or read the report and write."""
    job = _job(pk)
    if job.is_working:
        return _page(request, job, WORKING, _progress(job))
    if request.htmx:  # the part that asks how far it is does not hold what comes next
        return HttpResponse(headers={"HX-Redirect": reverse("people:import_job", args=[pk])})
    if job.stage == ImportJob.Stage.COLUMNS:
        return _columns_page(request, job, None)
    return _page(request, job, REPORT, _report(request, job))


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def choose_columns(request: SignedIn, pk: int) -> HttpResponse:
    """Also after a trial, when a column was named wrongly."""
    job = _job(pk, kind__in=ImportJob.Kind.values)
    form = _columns_form(job, request.POST) if request.method == "POST" else None
    if form is not None and done(form, lambda: jobs.choose_columns(job, columns=_said(form), by=request.user)):
        return redirect("people:import_job", pk)

    return _columns_page(request, job, form)


@require_POST
@for_duties("administrator")
def write_import(request: SignedIn, pk: int) -> HttpResponse:
    try:
        job = jobs.write_import(_job(pk), by=request.user)
    except ValidationError as error:
        messages.error(request, first_sentence(error))
    else:
        if job.stage == ImportJob.Stage.WRITTEN:
            messages.success(request, _("Written, just as the report said."))
    return redirect("people:import_job", pk)


@require_POST
@for_duties("administrator")
def discard_import(request: SignedIn, pk: int) -> HttpResponse:
    job = _job(pk)
    jobs.discard_import(job, by=request.user)
    messages.success(request, _("The file is thrown away."))
    return redirect(job.page[0])


@require_safe
@for_duties("administrator")
def import_report(request: SignedIn, pk: int) -> HttpResponseBase:
    """The whole report as a table: each line and what became of it."""
    job = _job(pk)
    report, words = job.report(), _words()
    rows = [[line, words[what], name] for line, what, name in report.get("outcomes", ())]
    rows += [
        [line, _("error") if is_fault else _("note"), message] for line, message, is_fault in report.get("problems", ())
    ]
    rows.sort(key=lambda row: row[0])
    return download(f"import-{pk}", [_("line"), _("outcome"), _("what")], rows, style="pl")


def _begin(request: SignedIn, form: UploadForm) -> ImportJob:
    said = form.cleaned_data
    file = said["file"]
    return jobs.begin_import(
        kind=said["kind"], file_name=file.name, data=file.read(), organisation=said["organisation"], by=request.user
    )


def _columns_form(job: ImportJob, data: Any) -> ColumnsForm:
    return ColumnsForm(data, job=job, table=parse_table(decode(bytes(job.table))))


def _columns_page(request: SignedIn, job: ImportJob, form: ColumnsForm | None) -> HttpResponse:
    form = form or _columns_form(job, None)
    sample = [row.cells for row in form.table.rows[:SAMPLE]]
    context = {"form": form, "headers": form.table.headers, "sample": sample}
    return _page(request, job, COLUMNS, context, status=422 if form.is_bound else 200)


def _said(form: ColumnsForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if value}


def _progress(job: ImportJob) -> dict[str, Any]:
    done_, total = jobs.progress_of(job)
    return {"done": done_, "total": total, "refresh": reverse("people:import_job", args=[job.pk])}


def _report(request: SignedIn, job: ImportJob) -> dict[str, Any]:
    """One kind of lines, a page of it; the faults first, if there are any."""
    report = job.report()
    counts = {what: job.counts.get(what, 0) for what in OUTCOMES}
    shelves = {"faults": job.faults, "notes": job.notes, **counts}
    shown = request.GET.get("show", "")
    if shown not in shelves:
        shown = next((name for name, count in shelves.items() if count), "created")
    lines = _lines(report, shown)
    start = max(0, _number(request.GET.get("from", "")))
    kind = file_kind(job.kind) if job.stage == ImportJob.Stage.WRITTEN else None
    return {
        "place": kind.place(job) if kind else ("", ""),
        "shelves": [(name, _shelf_words()[name], count) for name, count in shelves.items() if count],
        "shown": shown,
        "lines": lines[start : start + PAGE],
        "earlier": _address(job, shown, max(0, start - PAGE)) if start else "",
        "later": _address(job, shown, start + PAGE) if start + PAGE < len(lines) else "",
    }


def _lines(report: dict[str, Any], shown: str) -> list[tuple[int, str]]:
    if shown in ("faults", "notes"):
        wanted = shown == "faults"
        return [(line, message) for line, message, is_fault in report.get("problems", ()) if is_fault == wanted]
    return [(line, name) for line, what, name in report.get("outcomes", ()) if what == shown]


def _page(request: SignedIn, job: ImportJob, part: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shown = {"job": job, "part": part, **context}
    template = part if request.htmx and part == WORKING else "people/administration/import.html"
    return render(request, template, shown, status=status)


def _job(pk: int, **narrowed: Any) -> ImportJob:
    jobs_ = ImportJob.objects.select_related("organisation").defer("table", "packed_report")
    return get_object_or_404(jobs_, pk=pk, **narrowed)


def _address(job: ImportJob, shown: str, start: int) -> str:
    return f"{reverse('people:import_job', args=[job.pk])}?{urlencode({'show': shown, 'from': start})}"


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _words() -> dict[str, str]:
    return {"created": _("created"), "updated": _("updated"), "unchanged": _("unchanged"), "skipped": _("skipped")}


def _shelf_words() -> dict[str, str]:
    return {
        "faults": _("Errors"),
        "notes": _("Notes"),
        "created": _("New"),
        "updated": _("Changed"),
        "unchanged": _("As before"),
        "skipped": _("Left out"),
    }
