"""`python -m release.settings`: the table of settings in docs/operating.md, from the words of the page of settings."""

import os
import re
from pathlib import Path

import django
from django.utils import translation
from django.utils.module_loading import import_string

DOCUMENT = Path(__file__).parents[1] / "docs" / "operating.md"
BETWEEN = re.compile(r"(<!-- settings: [^>]*-->\n).*?(<!-- /settings -->)", re.DOTALL)


def with_settings(document: str, table: str) -> str:
    return BETWEEN.sub(lambda found: f"{found[1]}{table}\n{found[2]}", document)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ognisko.settings")
    django.setup()
    table = import_string("ognisko.office.settings_in_words.table")
    with translation.override("en"):
        DOCUMENT.write_text(with_settings(DOCUMENT.read_text(), table()))


if __name__ == "__main__":
    main()
