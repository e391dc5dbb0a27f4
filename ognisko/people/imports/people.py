"""People out of a table: what each row says, and which place it means. Nothing is written here."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Row, Table
from ognisko.text.polish import fold

YES = {"1", "tak", "t", "yes", "y", "true", "x", "prawda"}
NO = {"", "0", "nie", "n", "no", "false", "-", "falsz"}
LONGEST = {"name": 120, "function": 120, "email": 254, "id": 190}


@dataclass(frozen=True)
class Columns:
    email: str
    name: str  # the whole name, or the first name where `surname` names another column
    surname: str = ""
    organisation: str = ""
    unit: str = ""
    function: str = ""
    leads: str = ""
    id: str = ""


@dataclass(frozen=True)
class Place:
    """An organisation or a unit of it, with all the names by which a file may mean it."""

    organisation: int
    unit: int | None
    names: frozenset[str]


@dataclass
class Said:
    """What one row says of a person; None is what the file does not say."""

    line: int
    email: str
    name: str
    id: str | None = None
    organisation: int | None = None
    unit: int | None = None
    function: str | None = None
    leads: bool | None = None


class Places:
    """Which organisation and unit the words of a row mean."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.organisations: dict[str, set[int]] = {}
        self.units: dict[str, set[tuple[int, int]]] = {}
        for place in places:
            for name in place.names:
                if place.unit is None:
                    self.organisations.setdefault(fold(name), set()).add(place.organisation)
                else:
                    self.units.setdefault(fold(name), set()).add((place.organisation, place.unit))

    def find(self, said: Said, organisation: str | None, unit: str | None, report: Report) -> None:
        """Set the place of a row. Words that mean no place, or several, are said, and the person comes without one."""
        if organisation:
            said.organisation = self._only(
                self.organisations.get(fold(organisation), set()), organisation, said, report
            )
        if not unit or (organisation and said.organisation is None):
            return
        found = {pair for pair in self.units.get(fold(unit), set()) if said.organisation in (None, pair[0])}
        if pair := self._only(found, unit, said, report):
            said.organisation, said.unit = pair

    def _only(self, found: set, name: str, said: Said, report: Report):  # type: ignore[no-untyped-def]
        if len(found) == 1:
            return next(iter(found))
        if found:
            message = _("Several places are called “%(name)s”; %(email)s comes without. Use their ids or whole paths.")
        else:
            message = _("No place is called “%(name)s”; %(email)s comes without.")
        report.warn(said.line, message % {"name": name, "email": said.email})
        return None


def read_people(table: Table, columns: Columns, places: Places, report: Report) -> list[Said]:
    """The rows that can be used, each address once."""
    report.rows = len(table.rows)
    at = {key: table.column(name) for key, name in vars(columns).items() if name}
    people: dict[str, Said] = {}
    ids: dict[str, int] = {}
    for row in table.rows:
        said = _said(row, at, report)
        if said is None or _is_said_again(said, people, ids, report):
            report.add(row.line, "skipped", name_of(row, at))
            continue
        places.find(said, _cell(row, at, "organisation"), _cell(row, at, "unit"), report)
        people[said.email] = said
        if said.id:
            ids[said.id] = said.line
    return list(people.values())


def name_of(row: Row, at: Mapping[str, int]) -> str:
    return " ".join(f"{row.cells[at['name']]} {_cell(row, at, 'surname') or ''}".split())


def _said(row: Row, at: Mapping[str, int], report: Report) -> Said | None:
    email, name = row.cells[at["email"]].lower(), name_of(row, at)
    faults = _faults(row, at, email, name)
    for fault in faults:
        report.refuse(row.line, fault)
    if faults:
        return None
    said = Said(row.line, email, name, id=_cell(row, at, "id") or None, function=_cell(row, at, "function"))
    if (leads := _cell(row, at, "leads")) is not None:
        said.leads = fold(leads) in YES
        if fold(leads) not in YES | NO:
            report.warn(row.line, _("“%(cell)s” is neither yes nor no; taken as no.") % {"cell": leads})
    return said


def _faults(row: Row, at: Mapping[str, int], email: str, name: str) -> list[str]:
    faults = []
    try:
        validate_email(email)
    except ValidationError:
        faults.append(_("“%(email)s” is not an e-mail address.") % {"email": email})
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in name):
        faults.append(_("The name is empty."))
    for key in sorted(LONGEST.keys() & at.keys()):
        if len(name if key == "name" else row.cells[at[key]]) > LONGEST[key]:
            faults.append(_("The cell of “%(column)s” is too long.") % {"column": key})
    return faults


def _is_said_again(said: Said, people: Mapping[str, Said], ids: Mapping[str, int], report: Report) -> bool:
    first = people[said.email].line if said.email in people else ids.get(said.id or "")
    if first is not None:
        values = {"email": said.email, "line": first}
        report.warn(said.line, _("%(email)s stands already in line %(line)s; this line is left out.") % values)
    return first is not None


def _cell(row: Row, at: Mapping[str, int], key: str) -> str | None:
    return row.cells[at[key]] if key in at else None
