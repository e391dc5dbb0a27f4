"""One analysis for both sides: what people type meets what people wrote."""

import pytest

from ognisko.search.analysis.keys import columns, keys_of, unpacked
from ognisko.search.analysis.lemmas import lemmas, morfeusz2, query_lemmas
from ognisko.search.analysis.words import bare_words, spans
from ognisko.search.question import understand

DICTIONARY = pytest.mark.skipif(morfeusz2 is None, reason="no dictionary for this machine")


def meets(typed: str, written: str) -> bool:
    return bool(set(query_lemmas(typed)) & set(lemmas(written)))


@DICTIONARY
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("wspólnota", "wspólnocie"),
        ("zamowien", "zamówienie"),
        ("urzędach", "urząd"),
        ("lodz", "Łódź"),
        ("lodzi", "Łódź"),
        ("przedsiebiorczosci", "przedsiębiorczość"),
        ("webinar", "webinary"),
        ("dashboardu", "dashboard"),
    ],
)
def test_a_word_meets_its_other_forms(typed: str, written: str) -> None:
    assert meets(typed, written)


@DICTIONARY
@pytest.mark.parametrize(("typed", "written"), [("urząd", "urządzenie"), ("rada", "radio"), ("plan", "planeta")])
def test_words_that_only_look_alike_do_not_meet(typed: str, written: str) -> None:
    assert not meets(typed, written)


def test_the_ending_of_an_acronym_is_no_word() -> None:
    assert bare_words("Byłem w MOPR-u i przez ePUAP-em, dla NGO-sami; e-usługi") == [
        "Byłem", "w", "MOPR", "i", "przez", "ePUAP", "dla", "NGO", "e", "usługi"
    ]  # fmt: skip


def test_a_place_of_a_word_includes_its_ending() -> None:
    text = "W MOPR-u, wczoraj"
    assert [text[a:b] for a, b in spans(text)] == ["W", "MOPR-u", "wczoraj"]


def test_packed_keys_come_back_as_they_were() -> None:
    made = keys_of("Zwrot kosztów", "Kto zwraca koszty podróży?")
    again = unpacked(made.packed())
    assert (again.title_words, again.text_words) == (2, 4)
    assert (again.keys, again.places) == (made.keys, made.places)


def test_stop_words_stand_in_phrases_only() -> None:
    found = columns(keys_of("", "a w i"))
    assert (len(found.surface), found.text) == (3, [])


def test_english_text_is_read_as_english() -> None:
    typed = understand("meetings").asked[0].by_lemma
    assert typed & set(keys_of("", "a meeting", "en").keys)


BAD = [
    "",
    " ",
    "?!…—",
    "a i w",
    '"',
    '"unclosed phrase',
    "NEAR(a b, 5)",
    "* : - ^ ( ) AND OR NOT",
    "text : x*",
    "-minus +plus",
    "\x00null\x00",
    "\u202eprawo\u202c",
    "\ud800",
    "' OR 1=1 --",
    "👩‍💻",
    "zażółć " * 2000,
    "x" * 10_000,
    "ż" * 10_000,
    '"' * 5_000,
    "a" * 60 + "-" * 5000,
]


@pytest.mark.parametrize("typed", BAD)
def test_whatever_is_typed_is_understood_or_empty(typed: str) -> None:
    assert len(understand(typed).asked) <= 24
