"""Catalogues of what people read: taken from the code and the templates of each app, kept beside them.

Written so that a difference shows only what changed: ordered by text, without dates and line numbers.
"""

import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from ognisko.office.management.staleness import LANGUAGE, path_of, stale_catalogues

HEADER = r"""msgid ""
msgstr ""
"Language: pl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && "
"(n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && "
"n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);\n"
"""  # the plural rule is Django's own, letter by letter: only then are the catalogues merged into one
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA = {
    "extensions": "jinja2.ext.i18n,jinja2.ext.do",
    "newstyle_gettext": "true",
    "trimmed": "true",
    "silent": "false",
}
TEMPLATES = {".html", ".txt", ".svg", ".js"}
LEFT_OUT = {"tests", "migrations", "static", "locale", "__pycache__"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str | None, str]


def update(app: str) -> tuple[int, int]:
    """Bring the catalogue of an app to what its code says; how many texts it has, and how many wait for Polish."""
    catalogue, path = read(app), path_of(app)
    found = extract(app)
    if not len(found) and not path.exists():
        return 0, 0
    catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = dumped(catalogue)
    if not path.exists() or path.read_bytes() != written:
        path.write_bytes(written)
    return len(catalogue), sum(1 for message in texts_of(catalogue) if not is_translated(message))


def extract(app: str) -> Catalog:
    found = Catalog(locale=LANGUAGE)
    for path in _sources(app):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {} if path.suffix == ".py" else JINJA
        place = (str(path.relative_to(settings.PACKAGE.parent)), 0)
        for _line, message, _comments, context in extract_from_file(method, path, KEYWORDS, (), options):
            found.add(message, locations=[place], context=context)
    return found


def read(app: str) -> Catalog:
    path = path_of(app)
    if not path.exists():
        return read_po(StringIO(HEADER), locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def dumped(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return HEADER.encode() + b"\n" + file.getvalue().strip(b"\n") + b"\n"


def compile_stale() -> list[str]:
    """Compile what is older than its source; the apps whose catalogue was made anew."""
    stale = stale_catalogues()
    for app in stale:
        _compile(app)
    return stale


def faults(app: str) -> list[str]:
    """What keeps the catalogue of an app from being complete, a sentence each."""
    catalogue, wanted = read(app), extract(app)
    there = {key_of(message): message for message in texts_of(catalogue)}
    named = {key_of(message): message for message in texts_of(wanted)}
    lines = [f"not in the catalogue: {_shown(message)}" for key, message in named.items() if key not in there]
    lines += [f"no longer in the code: {_shown(message)}" for key, message in there.items() if key not in named]
    return lines + [line for message in there.values() for line in _faults_of(message)]


def conflicts() -> list[str]:
    """Texts that two apps translate differently: Django would show the translation of only one of them."""
    seen: dict[Key, tuple[str, Message]] = {}
    lines = []
    for app in settings.APPS:
        for message in texts_of(read(app)):
            first, other = seen.setdefault(key_of(message), (app, message))
            if is_translated(message) and is_translated(other) and other.string != message.string:
                lines.append(f"{_shown(message)} is {other.string!r} in {first} and {message.string!r} in {app}")
    return lines


def texts_of(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else message.string or ()
    return not message.fuzzy and len(forms) == (1 if isinstance(message.id, str) else 4) and all(forms)


def _sources(app: str) -> list[Path]:
    """The files of an app in order; what stands beside the apps (settings, the command) goes with `ui`."""
    folder = settings.PACKAGE / app
    code = [path for path in folder.rglob("*.py") if not LEFT_OUT & set(path.relative_to(folder).parts)]
    pages = [path for path in (folder / "templates").rglob("*") if path.suffix in TEMPLATES]
    beside = list(settings.PACKAGE.glob("*.py")) if app == "ui" else []
    return sorted([*code, *pages, *beside])


def _compile(app: str) -> None:
    path = path_of(app).with_suffix(".mo")
    part = path.with_suffix(".mo.part")
    with part.open("wb") as file:
        write_mo(file, read(app))
    part.replace(path)


def _faults_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"marked fuzzy: {_shown(message)}"
    if not is_translated(message):
        plural = "" if isinstance(message.id, str) else " (four plural forms)"
        yield f"not translated{plural}: {_shown(message)}"
    elif not _keeps_placeholders(message):
        yield f"other placeholders than the English: {_shown(message)}"


def _keeps_placeholders(message: Message) -> bool:
    """The singular form may leave the number out ("one thread"); every other form names the same things."""
    if isinstance(message.id, str):
        return _placeholders(str(message.string)) == _placeholders(message.id)
    one, *others = list(message.string or ())
    wanted = _placeholders(message.id[1])
    return _placeholders(one) <= wanted and all(_placeholders(other) == wanted for other in others)


def _placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def _shown(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    files = ", ".join(sorted({path for path, _line in message.locations}))
    return f"{text!r}" + (f" ({files})" if files else "")
