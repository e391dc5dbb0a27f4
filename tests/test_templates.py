"""No unused template, nothing inline, and no text that cannot be translated."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ognisko"
TEMPLATES = sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.suffix in {".html", ".txt"})
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "/letters/" not in str(path)]
INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']|<style|javascript:""", re.I
)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{#.*?#\}|\{%.*?%\}", re.S)
TRANSLATED = re.compile(r"\{%-?\s*trans.*?endtrans\s*-?%\}", re.S)
CODE = re.compile(r"<code>.*?</code>", re.S)
TAG = re.compile(r"<[^>]*>", re.S)
LETTERS = re.compile(r"[^\W\d_]{2,}")
WORDS_OF_EVERY_LANGUAGE = {"Ognisko", "Polski", "English", "nbsp", "middot"}


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_has_no_inline_script_style_or_handler(path: Path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_word_on_a_page_can_be_translated(path: Path):
    text = CODE.sub(" ", TRANSLATED.sub(" ", path.read_text()))
    text = TAG.sub(" ", EXPRESSION.sub(" ", text))
    words = set(LETTERS.findall(re.sub(r"&\w+;", " ", text)))
    assert words - WORDS_OF_EVERY_LANGUAGE == set()


def is_used(name: str, source: str) -> bool:
    """By its path; a pair of letters by its path without the ending, or by the word that names the pair."""
    stem = name.rsplit(".", 1)[0]
    return name in source or f'{stem}"' in source or ("/letters/" in name and f'"{stem.rsplit("/", 1)[1]}"' in source)


def test_every_template_is_used():
    sources = [path.read_text() for path in [*PACKAGE.rglob("*.py"), *TEMPLATES]]
    names = {str(path.relative_to(path.parents[len(path.parts) - len(PACKAGE.parts) - 3])) for path in TEMPLATES}
    library_finds_by_name = {name for name in names if name.startswith(("account/", "mfa/", "usersessions/"))}
    unused = [
        name for name in sorted(names - library_finds_by_name) if not any(is_used(name, source) for source in sources)
    ]
    assert unused == []


def test_a_page_template_is_short_and_a_part_shorter():
    too_long = {
        name_of(path): lines
        for path in PAGES
        if (lines := len(path.read_text().splitlines())) > (60 if path.name.startswith("_") else 110)
    }
    assert too_long == {}
