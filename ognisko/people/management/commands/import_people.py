from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from ognisko.people.imports.command import Bar, ImportCommand
from ognisko.people.imports.people import Columns
from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Table
from ognisko.people.take_in import take_in_people

COLUMNS = ("email", "name", "surname", "organisation", "unit", "function", "leads", "id")


class Command(ImportCommand):
    help = _("Bring people in from a table. They sign in by a link in a letter, and are members of nothing.")
    kind = "person"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        for name in COLUMNS:
            parser.add_argument(f"--{name}", required=name in ("email", "name"), default="", metavar="COLUMN")

    def take_in(self, table: Table, options: dict[str, Any], progress: Bar) -> Report:
        columns = Columns(**{name: options[name] for name in COLUMNS})
        return take_in_people(table, columns, dry_run=options["dry_run"], progress=progress)
