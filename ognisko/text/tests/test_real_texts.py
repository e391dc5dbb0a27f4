"""Texts by others: everything stays readable, nothing runs."""

import json
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html as lxml_html

from ognisko.text.clean import clean_text
from ognisko.text.formula import formula_at
from ognisko.text.html_to_markdown import to_markdown
from ognisko.text.markdown import render
from ognisko.text.tests.inert import assert_inert, words

pytestmark = pytest.mark.real

FRAMES = ["{}", "> {}", "- {}", "# {}", "**{}**", "`{}`", "[a]({})", "![{}](/x)", "[{}](/x)", "```\n{}\n```", "${}$"]


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\ufe0e", "").split())


@pytest.fixture(scope="module")
def naughty(real_data: Path) -> list[str]:
    return json.loads((real_data / "security/naughty-strings/blns.json").read_text())


@pytest.fixture(scope="module")
def sheet(real_data: Path) -> str:
    return (real_data / "security/owasp-xss/XSS_Filter_Evasion_Cheat_Sheet.md").read_text()


def test_naughty_strings_are_inert_wherever_they_stand(naughty: list[str]) -> None:
    assert len(naughty) > 500
    for text in naughty:
        for frame in FRAMES:
            assert_inert(render(frame.format(text)).html)


def test_naughty_strings_are_kept_to_the_letter(naughty: list[str]) -> None:
    for text in naughty:
        kept = letters(clean_text(text))
        assert letters(words(render("```````\n" + text + "\n```````").html)) == kept
        html = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
        assert letters(render(to_markdown(html)).plain) == re.sub("[\x00-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]", "", kept)


def test_most_naughty_strings_need_no_frame_to_be_read_as_typed(naughty: list[str]) -> None:
    changed = [text for text in naughty if letters(render(text).plain) != letters(clean_text(text))]
    assert [text for text in changed if not re.search(r"[*_`~\\&#>=-]|^\d+\. |\[", text)] == []


def test_the_owasp_sheet_is_inert_whole_and_piece_by_piece(sheet: str) -> None:
    payloads = re.findall(r"(?s)```\w*\n(.*?)```", sheet) + re.findall(r"`([^`\n]+)`", sheet)
    assert len(payloads) > 80
    assert_inert(render(sheet).html)
    for payload in payloads:
        for frame in FRAMES:
            assert_inert(render(frame.format(payload.strip())).html)


def test_every_line_of_the_owasp_sheet_can_be_read(sheet: str) -> None:
    for payload in re.findall(r"(?s)```\w*\n(.*?)```", sheet):
        assert letters(words(render("~~~~\n" + payload + "\n~~~~").html)) == letters(clean_text(payload))


def test_commonmark_examples_are_inert(real_data: Path) -> None:
    examples = json.loads((real_data / "markdown-commonmark/spec.json").read_text())
    assert len(examples) > 600
    for example in examples:
        assert_inert(render(example["markdown"]).html)
        assert_inert(render(example["html"]).html)
        render(to_markdown(example["html"]))


def test_commonmark_examples_without_html_read_as_the_standard_says(real_data: Path) -> None:
    """Where a link leads nowhere from a post, its text stays as typed; those examples are left out."""
    different = [
        example["example"]
        for example in json.loads((real_data / "markdown-commonmark/spec.json").read_text())
        if not re.search(r"<(?!https?:)[!?/a-z]|~|\$|https?:|@|\[\^|\|", example["markdown"], re.IGNORECASE)
        and not re.search(r"<(a|img) ", example["html"])
        and letters(render(example["markdown"]).plain) != letters(_read(example["html"]))
    ]
    assert different == []


@pytest.mark.parametrize("folder", ["stackexchange-meta-small", "stackexchange-quantumcomputing"])
def test_every_post_of_a_dump_reads_the_same_and_keeps_its_formulas(real_data: Path, folder: str) -> None:
    for body in _bodies(real_data / folder / "Posts.xml"):
        rendered = render(to_markdown(re.sub("<img[^>]*>", "", body), base_url="https://site.example/"))
        assert letters(rendered.plain) == letters(_read(re.sub("<img[^>]*>", "", body)))
        assert rendered.html.count('class="formula"') == _formulas(body)


@pytest.mark.parametrize("folder", ["stackexchange-meta-small", "stackexchange-quantumcomputing"])
def test_every_comment_of_a_dump_is_inert(real_data: Path, folder: str) -> None:
    for _, row in ElementTree.iterparse(real_data / folder / "Comments.xml"):
        if row.tag == "row":
            assert_inert(render(row.get("Text", "")).html)


def test_real_polish_documents_are_set_once_and_for_all(real_data: Path) -> None:
    with (real_data / "sdc-dobre-praktyki/documents.jsonl").open() as lines:
        for line in list(lines)[::5]:
            assert_inert(render(json.loads(line)["markdown"], breaks=False).html)


def _bodies(path: Path) -> Iterator[str]:
    for _, row in ElementTree.iterparse(path):
        if row.tag == "row" and row.get("Body"):
            yield row.get("Body", "")


def _read(html: str) -> str:
    return lxml_html.document_fromstring(f"<html><body>{html}</body></html>").text_content() if html else ""


def _formulas(html: str) -> int:
    """Formulas in the text between tags, code left out."""
    html = re.sub(r"(?s)<(pre|code)\b.*?</\1>", "<i>", html)
    return sum(_formulas_in(" ".join(unescape(text).split(" "))) for text in re.split("<[^>]*>", html))


def _formulas_in(text: str) -> int:
    text = re.sub(r"\s+", " ", text)
    count = place = 0
    while (place := text.find("$", place)) >= 0:
        end = 0 if place and text[place - 1] == "\\" else formula_at(text, place)
        count += end > 0
        place = end or place + 1
    return count
