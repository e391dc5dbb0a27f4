"""Writes the file, tells how far it is, and lets the person know."""

import io
import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ognisko.activity import log
from ognisko.audit.log import note
from ognisko.people.models import Person
from ognisko.personal import Held
from ognisko.privacy import letters, retention
from ognisko.privacy.categories import CATEGORIES
from ognisko.privacy.declared import held
from ognisko.privacy.erasing import addresses_of
from ognisko.privacy.exporting.pages import label_of, pages
from ognisko.privacy.exporting.rows import Names, of_person, read
from ognisko.privacy.models import Export

FOLDER = settings.MEDIA_ROOT / "exports"
LEASE = timedelta(minutes=30)
STYLE = Path(__file__).with_name("style.css")
TELLS_EVERY = 1_000  # rows


def make(export: Export) -> Export:
    person = export.person
    FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{secrets.token_hex(16)}.zip"
    unfinished = FOLDER / f"{name}.part"
    try:
        with translation.override(export.language), _private(unfinished) as stream:
            rows = _write(stream, export, person)
        unfinished.replace(FOLDER / name)
        _finish(export, name, rows)
    finally:
        unfinished.unlink(missing_ok=True)
    return export


def path_of(export: Export) -> Path:
    return FOLDER / export.file


def forget_files(before: Any = None) -> int:
    """Remove the files whose days are over, and what a broken-off export left behind."""
    number = 0
    for export in Export.objects.over():
        path_of(export).unlink(missing_ok=True)
        Export.objects.filter(pk=export.pk).update(removed_at=timezone.now(), file="")
        number += 1
    known = set(Export.objects.exclude(file="").values_list("file", flat=True))
    old = (timezone.now() - timedelta(days=1)).timestamp()
    for path in FOLDER.glob("*") if FOLDER.is_dir() else ():
        if path.name not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
    return number


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b")


def _write(stream: Any, export: Export, person: Person) -> int:
    addresses = addresses_of(person)
    shelves = [(one, of_person(one, person, addresses)) for one in held() if one.is_told]
    counts = [(one, rows, rows.count()) for one, rows in shelves]
    total = sum(count for _one, _rows, count in counts)
    Export.objects.filter(pk=export.pk).update(rows=total, done=0)
    progress, names = _Progress(export), Names()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        chapters = []
        for one, rows, count in counts:
            if count:
                _write_json(archive, one, progress.counted(read(one, rows, names)))
                files = _write_pages(archive, one, read(one, rows, names), count)
                chapters.append({"held": one, "count": count, "files": files, "label": label_of(one)})
        _write_index(archive, person, chapters)
        archive.write(STYLE, "style.css")
    return total


def _write_json(archive: zipfile.ZipFile, one: Held, rows: Iterator[dict[str, Any]]) -> None:
    """An array with one row a line: written as it is read, and still one valid document."""
    with archive.open(f"json/{one.model._meta.label_lower}.json", "w", force_zip64=True) as raw:
        out = io.TextIOWrapper(raw, encoding="utf-8")
        out.write("[")
        for number, row in enumerate(rows):
            out.write(",\n" if number else "\n")
            json.dump(row, out, ensure_ascii=False)
        out.write("\n]\n")
        out.flush()
        out.detach()


def _write_pages(archive: zipfile.ZipFile, one: Held, rows: Iterator[dict[str, Any]], count: int) -> list[str]:
    files = []
    for page in pages(one, rows, count):
        archive.writestr(page.file, _html("privacy/export/page.html", page=page))
        files.append(page.file)
    return files


def _write_index(archive: zipfile.ZipFile, person: Person, chapters: list[dict[str, Any]]) -> None:
    shelves = [
        {"category": category, "chapters": [one for one in chapters if one["held"].category == key]}
        for key, category in CATEGORIES.items()
    ]
    known = [one for one in shelves if one["chapters"]]
    periods = [{"rule": rule, "days": days} for rule, days in retention.table()]
    context = {"about": person, "shelves": known, "made_at": timezone.localtime(), "periods": periods}
    archive.writestr("index.html", _html("privacy/export/index.html", **context))


def _html(template: str, **context: Any) -> str:
    return render_to_string(template, {**context, "language": translation.get_language() or "pl"}, using="jinja2")


def _finish(export: Export, name: str, rows: int) -> None:
    now = timezone.now()
    days = retention.days(retention.rules()["privacy.exports"])
    with transaction.atomic():
        ours = Export.objects.filter(pk=export.pk, finished_at=None)
        changed = ours.update(
            file=name,
            bytes=(FOLDER / name).stat().st_size,
            done=rows,
            finished_at=now,
            expires_at=now + timedelta(days=days),
            claimed_by="",
            claimed_until=None,
        )
        if changed:
            log.record("privacy.make_export", by=None, target=export, already_told=True)
            note("data_exported", target=export, person=export.person_id, stage="ready", rows=rows)
            letters.write(
                "export_ready",
                to=export.person,
                key=f"privacy.export:{export.pk}",
                link=letters.address("privacy:mine"),
                days=days,
            )
    export.refresh_from_db()


class _Progress:
    """Tells how far it is, and keeps the claim alive while it works."""

    def __init__(self, export: Export) -> None:
        self.export, self.done = export, 0

    def counted(self, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            self.done += 1
            if self.done % TELLS_EVERY == 0:
                still = {"done": self.done, "claimed_until": timezone.now() + LEASE}
                Export.objects.filter(pk=self.export.pk).update(**still)
            yield row
