"""A table from a file as offices have them: UTF-8 with or without a mark, Windows-1250; semicolons, commas or tabs."""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ognisko.text.clean import clean_text

DELIMITERS = ";,\t"
LONGEST_CELL = 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TableError(Exception):
    """Why a file cannot be read, in words for whoever gave it, and the line where it stops."""

    def __init__(self, message: str, line: int = 1) -> None:
        self.message, self.line = message, line
        super().__init__(message)


@dataclass(frozen=True)
class Row:
    line: int  # where the row begins in the file, counted from 1
    cells: list[str]


@dataclass(frozen=True)
class Table:
    headers: list[str]
    rows: list[Row]

    def column(self, name: str) -> int:
        """The place of a column; case and spaces of its name make no difference."""
        places = [place for place, header in enumerate(self.headers) if _plain(header) == _plain(name)]
        values = {"name": name, "columns": ", ".join(header or "–" for header in self.headers)}
        if not places:
            raise TableError(_("There is no column “%(name)s”. There are: %(columns)s.") % values)
        if len(places) > 1:
            raise TableError(_("The column “%(name)s” stands more than once. There are: %(columns)s.") % values)
        return places[0]


def read_table(path: Path) -> Table:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(
            _("The file %(path)s cannot be read: %(reason)s.") % {"path": path, "reason": error.strerror}
        ) from error
    return parse_table(decode(data))


def decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if not _is_meant_as_utf8(data):
        return _decoded(data, "cp1250")
    return _decoded(data, "utf-8")


def parse_table(text: str) -> Table:
    lines = text.split("\n", 1)
    said = lines[0].strip().lower()
    skipped = int(said.startswith("sep=") and len(said) == 5)  # how spreadsheets tell their separator
    body = lines[1] if skipped and len(lines) > 1 else text
    records = _records(body, said[4] if skipped else _delimiter(body), skipped)
    if not records:
        raise TableError(_("The file is empty: its first line has to name the columns."))
    headers = [clean_text(cell).strip() for cell in records[0].cells]
    return Table(headers, [_fitting(row, len(headers)) for row in records[1:]])


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("The file is neither UTF-8 nor Windows-1250. Save it as UTF-8 and try again.")
        raise TableError(message, line) from None


def _is_meant_as_utf8(data: bytes) -> bool:
    """Letters of Windows-1250 are hardly ever good UTF-8; more good letters than bad are UTF-8 with a fault."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return bad == 0 or sum(letter > "\x7f" for letter in text) - bad > bad


def _delimiter(text: str) -> str:
    """The one that makes the most columns of the first record."""
    widths = {delimiter: _width(text, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: widths[delimiter])


def _width(text: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))
    except csv.Error:
        return 0


def _records(text: str, delimiter: str, skipped: int) -> list[Row]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1 + skipped
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, cells))
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise TableError(
            _("Line %(line)s: a quotation mark is not closed, or stands where none can.") % {"line": line}, line
        ) from error
    return rows


def _fitting(row: Row, width: int) -> Row:
    """As many cells as columns; a row too long has its quotation marks or separators wrong."""
    if any(cell.strip() for cell in row.cells[width:]):
        values = {"line": row.line, "has": len(row.cells), "columns": width}
        raise TableError(_("Line %(line)s has %(has)s cells for %(columns)s columns.") % values, row.line)
    cells = [clean_text(cell).strip() for cell in row.cells[:width]]
    return Row(row.line, cells + [""] * (width - len(cells)))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
