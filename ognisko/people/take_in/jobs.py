"""An uploaded table: kept, tried, shown, and written only as it was shown. Large ones are done by a process beside."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext

from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.imports import people as people_import
from ognisko.people.imports import units as units_import
from ognisko.people.imports.kinds import file_kind
from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Table, TableError, decode, parse_table
from ognisko.people.models import ImportJob, Organisation, Person
from ognisko.people.models.importing import TRIES
from ognisko.people.permissions import is_administrator
from ognisko.people.take_in.people import take_in_people
from ognisko.people.take_in.units import take_in_units

LARGEST = 30 * 1024 * 1024  # bytes
SMALL = 1_000  # rows that are done while the person waits
LEASE = timedelta(minutes=30)
RESULT = [
    *("stage", "finished_at", "claimed_until", "error"),
    *("counts", "faults", "notes", "fingerprint", "packed_report"),
]
Kind, Stage = ImportJob.Kind, ImportJob.Stage


def begin_import(
    *, kind: str, file_name: str, data: bytes, by: Person, organisation: Organisation | None = None
) -> ImportJob:
    """Keep the table; what cannot be read at all is refused at once."""
    _must_import(by)
    must_fit(data)
    table = _table(data)
    if not table.rows:
        raise ValidationError({"file": gettext("The file has only its first line, with the names of columns.")})
    return ImportJob.objects.create(
        kind=kind,
        file_name=file_name[:200],
        table=data,
        rows=len(table.rows),
        organisation=organisation,
        language=_language(),
        made_by=by,
    )


def begin_file(*, kind: str, file_name: str, data: bytes, by: Person, said: dict[str, Any], rows: int = 0) -> ImportJob:
    """A file of another package's kind: no columns to name, so the process beside tries it next."""
    _must_import(by)
    must_fit(data)
    return ImportJob.objects.create(
        kind=kind,
        file_name=file_name[:200],
        table=data,
        columns=said,
        rows=rows,
        language=_language(),
        made_by=by,
        stage=Stage.TO_TRY,
    )


def choose_columns(job: ImportJob, *, columns: dict[str, Any], by: Person) -> ImportJob:
    """What the columns mean; then the trial. A new choice after a trial tries again."""
    _must_import(by)
    _claimable(job, {Stage.COLUMNS, Stage.TRIED, Stage.FAILED})
    return _begin(job, Stage.TO_TRY, columns=columns)


def write_import(job: ImportJob, *, by: Person) -> ImportJob:
    _must_import(by)
    if not job.can_be_written:
        raise ValidationError(gettext("This cannot be written. Look at the report again."))
    _claimable(job, {Stage.TRIED})
    return _begin(job, Stage.TO_WRITE, made_by=by)


def discard_import(job: ImportJob, *, by: Person) -> None:
    _must_import(by)
    ImportJob.objects.filter(pk=job.pk).exclude(stage=Stage.TO_WRITE).delete()


def forget_imports() -> int:
    """From the schedule: a table of people is kept for a day."""
    over = ImportJob.objects.over().exclude(stage=Stage.TO_WRITE, claimed_until__gt=timezone.now())
    return over.delete()[0]


def run(job: ImportJob) -> ImportJob:
    """Try or write, once: of two processes at the same moment only one gets the job."""
    claim = {"claimed_until": timezone.now() + LEASE, "attempts": F("attempts") + 1}
    if not ImportJob.objects.waiting().filter(pk=job.pk).update(**claim):
        return job
    job.refresh_from_db()
    with translation.override(job.language):
        try:
            if job.attempts > TRIES:
                raise ValidationError(gettext("It broke off several times. Ask who keeps the machine."))
            _try(job) if job.stage == Stage.TO_TRY else _write(job)
        except (ValidationError, TableError) as error:
            _fail(job, error.message if isinstance(error, TableError) else " ".join(error.messages))
        except IntegrityError:  # somebody took an address between our look and our writing
            _fail(job, gettext("Something changed here at the same moment. Check the file again."))
        finally:
            _progress_file(job).unlink(missing_ok=True)
    return job


def progress_of(job: ImportJob) -> tuple[int, int]:
    """Done and of how many. Kept beside the database, whose one transaction shows nothing until its end."""
    try:
        done, total = _progress_file(job).read_text().split()
        return int(done), int(total)
    except (OSError, ValueError):
        return 0, 0


def _begin(job: ImportJob, stage: str, **changes: Any) -> ImportJob:
    for key, value in {"stage": stage, "attempts": 0, "claimed_until": None, "error": "", **changes}.items():
        setattr(job, key, value)
    job.save(update_fields=["stage", "attempts", "claimed_until", "error", *changes])
    return run(job) if job.is_table and job.rows <= SMALL else job


def _try(job: ImportJob) -> None:
    report = _take_in(job, dry_run=True)
    _keep(job, report, Stage.TRIED)


def _write(job: ImportJob) -> None:
    """All or nothing; and nothing else than what was shown: if it would be otherwise now, it is shown anew."""
    with transaction.atomic():
        report = _take_in(job, dry_run=False)
        is_same = _fingerprint(report) == job.fingerprint and not report.has_errors
        transaction.set_rollback(not is_same)
        if is_same:
            _keep(job, report, Stage.WRITTEN)
            counts = {what: report.counts[what] for what in ("created", "updated")}
            note(_event(job), by=job.made_by, target=job, verb="people.import", kind=job.kind, rows=counts)
    if not is_same:
        job.error = gettext("Something changed here since the check. This is what would happen now: look again.")
        _try(job)


def _take_in(job: ImportJob, *, dry_run: bool) -> Report:
    def progress(done: int, total: int) -> None:
        _tell(job, done, total)

    if kind := file_kind(job.kind):
        return kind.take_in(job, dry_run, progress)
    table = _table(bytes(job.table))
    if job.kind == Kind.PEOPLE:
        said = people_import.Columns(**job.columns)
        return take_in_people(table, said, dry_run=dry_run, progress=progress)
    columns = units_import.Columns(**{**job.columns, "levels": tuple(job.columns.get("levels", ()))})
    organisation = job.organisation if job.kind == Kind.UNITS else None
    return take_in_units(table, columns, organisation=organisation, dry_run=dry_run, progress=progress)


def _event(job: ImportJob) -> str:
    if kind := file_kind(job.kind):
        return kind.event
    return Event.PEOPLE_IMPORTED if job.kind == Kind.PEOPLE else Event.STRUCTURE_CHANGED


def _keep(job: ImportJob, report: Report, stage: str) -> None:
    job.stage, job.finished_at, job.claimed_until = stage, timezone.now(), None
    job.counts = dict(report.counts)
    job.faults = sum(problem.is_error for problem in report.problems)
    job.notes = len(report.problems) - job.faults
    job.fingerprint = _fingerprint(report)
    job.keep_report(_as_lists(report))
    job.save(update_fields=RESULT)


def _fail(job: ImportJob, reason: str) -> None:
    job.stage, job.error, job.claimed_until = Stage.FAILED, reason[:500], None
    job.save(update_fields=["stage", "error", "claimed_until"])


def _as_lists(report: Report) -> dict[str, Any]:
    return {
        "problems": [[one.line, one.message, one.is_error] for one in sorted(report.problems, key=lambda p: p.line)],
        "outcomes": [[one.line, one.what, one.name] for one in sorted(report.outcomes, key=lambda o: o.line)],
    }


def _fingerprint(report: Report) -> str:
    said = json.dumps(_as_lists(report), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _table(data: bytes) -> Table:
    try:
        return parse_table(decode(data))
    except TableError as error:
        raise ValidationError({"file": f"{error.message}"}) from error


def _tell(job: ImportJob, done: int, total: int) -> None:
    file = _progress_file(job)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(f"{done} {total}")


def _progress_file(job: ImportJob) -> Path:
    return settings.VAR / "imports" / f"{job.pk}.progress"


def _claimable(job: ImportJob, stages: set[ImportJob.Stage]) -> None:
    if job.stage not in stages:
        raise ValidationError(gettext("This import goes on already. Look at its page."))


def must_fit(data: bytes) -> None:
    if len(data) > LARGEST:
        raise ValidationError({"file": gettext("The file is larger than 30 MB. Divide it.")})


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _must_import(by: Person) -> None:
    if not is_administrator(by):
        raise PermissionDenied
