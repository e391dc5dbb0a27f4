"""Tables out: UTF-8 with a mark and semicolons, as Polish spreadsheets want them; or plain, by RFC 4180."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from ognisko.people.models import Organisation, Person, Unit
from ognisko.people.structure import DEEPEST
from ognisko.people.take_in.units import key_of

STYLES = {"pl": (";", "\ufeff"), "plain": (",", "")}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would calculate what begins so
PEOPLE_PREFIX = "people:"

Cells = list[object]


def download(name: str, headers: list[str], rows: Iterable[Cells], *, style: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(headers, rows, style), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def people_headers() -> list[str]:
    """The names by which the import knows its columns again."""
    return [
        _("e-mail"), _("first name and surname"), _("organisation"), _("unit"), _("function"), _("leads people"), "id"
    ]  # fmt: skip


def people_rows() -> Iterator[Cells]:
    """Everybody with an account that is open."""
    paths = unit_paths()
    organisations = dict(Organisation.objects.values_list("pk", "name"))
    for person in Person.objects.able_to_sign_in().order_by("sort_key", "pk").iterator(chunk_size=2000):
        yield [
            person.email,
            person.name,
            organisations.get(person.organisation_id or 0, ""),
            paths.get(person.unit_id or 0, ""),
            person.function,
            _("yes") if person.leads_people else _("no"),
            (person.external_id or "").removeprefix(PEOPLE_PREFIX),
        ]


def unit_headers() -> list[str]:
    return ["id", _("name"), _("parent"), _("symbol"), _("kind"), _("organisation"), _("from"), _("until")]


def unit_rows(organisation: Organisation | None = None) -> Iterator[Cells]:
    """Organisations; or the units of one. Those that ended too, with their days."""
    nodes = Unit.objects.filter(organisation=organisation) if organisation else Organisation.objects.all()
    every: list[Any] = list(nodes.in_order())
    keys = {node.pk: key_of(node) for node in every}
    for node in every:
        yield [
            keys[node.pk],
            node.name,
            keys.get(node.parent_id or 0, ""),
            node.short_name,
            node.get_unit_type_display() if organisation else "",
            organisation.name if organisation else "",
            node.valid_from or "",
            node.valid_to or "",
        ]


def unit_paths() -> dict[int, str]:
    """Unit → "Departament > Wydział", which the import takes for a place."""
    units = {pk: (name, parent) for pk, name, parent in Unit.objects.values_list("pk", "name", "parent")}
    return {pk: " > ".join(_path(pk, units)) for pk in units}


def _path(pk: int | None, units: dict[int, tuple[str, int | None]]) -> list[str]:
    path: list[str] = []
    while pk in units and len(path) < DEEPEST:
        name, above = units[pk]
        path.insert(0, name)
        pk = above
    return path


def _lines(headers: list[str], rows: Iterable[Cells], style: str) -> Iterator[bytes]:
    delimiter, mark = STYLES[style]
    buffer = io.StringIO(mark, newline="")
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for cells in _with(headers, rows):
        writer.writerow([_harmless(cell) for cell in cells])
        if buffer.tell() > 60_000:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _with(headers: list[str], rows: Iterable[Cells]) -> Iterator[Cells]:
    yield list(headers)
    yield from rows


def _harmless(cell: object) -> str:
    text = str(cell if cell is not None else "")
    return f"'{text}" if text.startswith(FORMULAS) else text
