"""Lines of JSON, each a document: `markdown` or `text`, `title`, `id` or `path`, `meta`. Nothing is written here."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ognisko.text.clean import clean_text
from ognisko.text.excerpt import excerpt

LONGEST = 200_000  # characters of one document
LONGEST_ID = 200
LONGEST_TITLE = 200

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_PAIR = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.M)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\s+(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTHS = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]

AUTHORS = ("author", "authors", "autor", "autorzy", "opracowanie", "zglaszajacy")
KEYWORDS = ("keywords", "tags", "tagss", "slowa_kluczowe")
BEGUN = ("date", "created", "data", "data_zgloszenia", "data_zgłoszenia", "data_utworzenia", "published")
CHANGED = ("updated", "modified", "ostatnia_aktualizacja", "data_aktualizacji")
LABELS = {"wersja_robocza": "wersja robocza", "draft": "wersja robocza"}


@dataclass(frozen=True)
class Document:
    line: int
    external_id: str
    title: str
    text: str
    author: str = ""
    keywords: tuple[str, ...] = ()
    begun: date | None = None
    changed: date | None = None
    source_url: str = ""

    @property
    def written_at(self) -> datetime | None:
        day = self.begun or self.changed
        return datetime.combine(day, time(12), UTC) if day else None


@dataclass(frozen=True)
class Problem:
    line: int
    message: str


@dataclass
class Read:
    rows: int = 0
    documents: list[Document] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)  # with a reason; the others come in
    errors: list[Problem] = field(default_factory=list)  # the file is not what it should be: nothing comes in


def read(lines: Iterable[str]) -> Read:
    found = Read()
    seen: dict[str, int] = {}
    for number, line in _not_blank(lines):
        found.rows += 1
        fields = _fields(line)
        if isinstance(fields, str):
            found.errors.append(Problem(number, fields))
            continue
        document = _document(number, fields)
        if isinstance(document, str):
            found.left_out.append(Problem(number, document))
        elif document.external_id in seen:
            first = seen[document.external_id]
            found.left_out.append(Problem(number, _("the same id stands already in line %(line)s") % {"line": first}))
        else:
            seen[document.external_id] = number
            found.documents.append(document)
    return found


def _not_blank(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip("\ufeff \t\r\n"))


def _fields(line: str) -> dict[str, Any] | str:
    try:
        fields = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return _("this line is not JSON")
    return fields if isinstance(fields, dict) else _("this line is not a JSON object")


def _document(line: int, fields: dict[str, Any]) -> Document | str:
    external_id = clean_text(str(fields.get("id") or fields.get("path") or "")).strip()
    if not external_id:
        return _("there is neither id nor path")
    if len(external_id) > LONGEST_ID:
        return ngettext(
            "the id is longer than %(number)s character", "the id is longer than %(number)s characters", LONGEST_ID
        ) % {"number": LONGEST_ID}
    source = fields.get("markdown") or fields.get("text") or ""
    front, text = _front_matter(clean_text(str(source)))
    meta = {**front, **_meta(fields.get("meta"))}
    title, text = _title(fields, meta, text, external_id)
    if not _COMMENT.sub("", text).strip():
        return _("there is no text in it")
    if len(text) > LONGEST:
        return _("the text is too long")
    return Document(
        line=line,
        external_id=external_id,
        title=title,
        text=_COMMENT.sub("", text).strip(),
        author=_first(meta, AUTHORS)[:120],
        keywords=_keywords(meta),
        begun=_date(_first(meta, BEGUN)) or _date(external_id),
        changed=_date(_first(meta, CHANGED)),
        source_url=_address(fields),
    )


def _meta(given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        return {}
    return {str(key): _as_text(value) for key, value in given.items()}


def _as_text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if not match:
        return {}, text
    return dict(_PAIR.findall(match[1])), text[match.end() :]


def _title(fields: dict[str, Any], meta: dict[str, str], text: str, external_id: str) -> tuple[str, str]:
    """What the object says, else its front matter, else the first heading, which then leaves the text."""
    given = str(fields.get("title") or meta.get("title") or "").strip().strip("\"'").strip()
    if not given and (heading := _HEADING.search(text)):
        given = heading[1]
        if not text[: heading.start()].strip():
            text = text[heading.end() :]
    line = " ".join(clean_text(given).split()) or external_id.rsplit("/", 1)[-1]
    return excerpt(line, LONGEST_TITLE), text


def _first(meta: dict[str, str], names: Iterable[str]) -> str:
    values = (clean_text(meta.get(name, "")).strip().strip("[]\"'").strip() for name in names)
    return next((value for value in values if value), "")


def _keywords(meta: dict[str, str]) -> tuple[str, ...]:
    words = [word.strip(" \"'[]") for name in KEYWORDS for word in clean_text(meta.get(name, "")).split(",")]
    labels = [label for name, label in LABELS.items() if meta.get(name, "").strip().lower() in {"true", "yes", "tak"}]
    return tuple(dict.fromkeys(word[:60] for word in [*words, *labels] if any(map(str.isalnum, word))))


def _date(text: str) -> date | None:
    """„10 czerwca 2026 r.”, 2026-06-10, 10.06.2026; also in a file's name."""
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTTED.search(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if (match := _WRITTEN.search(text)) and match[2].lower() in _MONTHS:
            return date(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    except ValueError:
        return None
    return None


def _address(fields: dict[str, Any]) -> str:
    url = str(fields.get("url") or "")
    return url if url.startswith(("https://", "http://")) and len(url) <= 500 else ""
