"""What the commands of both imports share: reading the file, the bar, the report in words or as JSON."""

import json
import sys
from abc import abstractmethod
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Table, TableError, read_table


class ImportCommand(BaseCommand):
    kind: str
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("CSV in UTF-8 or Windows-1250, with ; or ,"))
        parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
        parser.add_argument("--json", action="store_true", help=_("print the report as one JSON object"))

    @abstractmethod
    def take_in(self, table: Table, options: dict[str, Any], progress: "Bar") -> Report:
        """Bring the table in and report."""

    def handle(self, **options: Any) -> None:
        bar = Bar(sys.stderr)
        try:
            with transaction.atomic():
                report = self.take_in(read_table(options["file"]), options, bar)
                transaction.set_rollback(report.has_errors or report.dry_run)
        except TableError as error:
            report = Report(options.get("kind") or self.kind, dry_run=options["dry_run"])
            report.refuse(error.line, error.message)
        bar.end()
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(in_words(report))
        if report.has_errors:
            raise SystemExit(1)


def in_words(report: Report) -> str:
    """Each line and what became of it, then what was said about lines, then the sums."""
    words = {
        "created": _("created"),
        "updated": _("updated"),
        "unchanged": _("unchanged"),
        "skipped": _("skipped"),
    }
    outcomes = sorted(report.outcomes, key=lambda one: one.line)
    lines = [f"{one.line:>7}  {words[one.what]:<10}  {one.name}" for one in outcomes]
    for problem in sorted(report.problems, key=lambda one: one.line):
        kind = _("error") if problem.is_error else _("note")
        lines.append(f"{problem.line:>7}  {kind}: {problem.message}")
    counts = report.counts
    sums = ", ".join(f"{word}: {counts[what]}" for what, word in words.items())
    lines += [
        "",
        _("Rows: %(rows)s. %(sums)s; relations: %(relations)s.")
        % {"rows": report.rows, "sums": sums, "relations": report.relations},
    ]
    if report.has_errors:
        lines.append(_("Nothing was written: correct the errors and try again."))
    elif report.dry_run:
        lines.append(_("Nothing was written: this was a trial."))
    return "\n".join(lines)


class Bar:
    """How far the writing is; drawn only for somebody at a terminal."""

    WIDTH = 30

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.is_shown, self.is_drawn = stream, stream.isatty(), False

    def __call__(self, done: int, total: int) -> None:
        if not self.is_shown or not total:
            return
        full = self.WIDTH * done // total
        self.stream.write(f"\r{'█' * full}{'░' * (self.WIDTH - full)} {done}/{total}")
        self.stream.flush()
        self.is_drawn = True

    def end(self) -> None:
        if self.is_drawn:
            self.stream.write("\n")
