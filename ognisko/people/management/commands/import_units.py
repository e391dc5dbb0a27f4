from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ognisko.people.actions import add_organisation
from ognisko.people.imports.command import Bar, ImportCommand
from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Table
from ognisko.people.imports.units import Columns
from ognisko.people.models import Organisation
from ognisko.people.take_in import take_in_units
from ognisko.text.polish import fold


class Command(ImportCommand):
    help = _("Bring organisations, or the units of one organisation, in from a table.")
    kind = "organisation"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--kind", choices=("organisation", "unit"), required=True)
        parser.add_argument("--id", required=True, metavar="COLUMN", help=_("what tells one from another, and stays"))
        parser.add_argument("--name", required=True, metavar="COLUMN")
        above = parser.add_mutually_exclusive_group()
        above.add_argument(
            "--parent", default="", metavar="COLUMN", help=_("the ids of the parents, the first one counts")
        )
        above.add_argument("--levels", default="", metavar="COLUMN,COLUMN", help=_("columns that name what lies above"))
        parser.add_argument("--short", default="", metavar="COLUMN", help=_("short names"))
        parser.add_argument("--organisation", default="", metavar="NAME", help=_("whose units these are"))

    def take_in(self, table: Table, options: dict[str, Any], progress: Bar) -> Report:
        columns = Columns(
            id=options["id"],
            name=options["name"],
            parent=options["parent"],
            levels=tuple(level.strip() for level in options["levels"].split(",") if level.strip()),
            short=options["short"],
        )
        for name in filter(None, (columns.id, columns.name, columns.parent, columns.short, *columns.levels)):
            table.column(name)
        organisation = self._organisation(options) if options["kind"] == "unit" else None
        return take_in_units(table, columns, organisation=organisation, dry_run=options["dry_run"], progress=progress)

    def _organisation(self, options: dict[str, Any]) -> Organisation:
        """The one that is meant; the only one need not be named; one that is not here yet is made, and said."""
        name, there = options["organisation"].strip(), list(Organisation.objects.current().in_order())
        if not name and len(there) == 1:
            return there[0]
        if not name:
            names = ", ".join(one.name for one in there[:20]) or "–"
            raise CommandError(
                _("Say whose units these are: --organisation NAME. There are: %(names)s.") % {"names": names}
            )
        found = [
            one for one in there if fold(name) in {fold(one.name), fold(one.short_name), fold(one.external_id or "")}
        ]
        if len(found) > 1:
            raise CommandError(_("Several organisations are called “%(name)s”. Use the id of one.") % {"name": name})
        if found:
            return found[0]
        self.stderr.write(_("A new organisation: %(name)s.") % {"name": name})
        return add_organisation(name=name, by=None)
