import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.clean import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("\ud83d\ude00", "😀"),
        ("\udc00\ud800", ""),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("z\u0307", "ż"),
        ("👩\u200d💻 👨‍👩‍👧 🇵🇱", "👩\u200d💻 👨‍👩‍👧 🇵🇱"),
        ("שלום \u202eabc\u202c", "שלום \u202eabc\u202c"),
        ("\u200b\ufeff\u00ad", "\u200b\ufeff\u00ad"),
        ("  spaces \t stay ", "  spaces \t stay "),
        ("", ""),
    ],
)
def test_text_is_kept_in_a_form_every_database_takes(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    once = clean_text(typed)
    assert clean_text(once) == once
    assert "\x00" not in once
    once.encode("utf-8")


@pytest.mark.parametrize("mark", ["\u0301\u0323", "\u0301", "\u0316\u0301\u0323"])
def test_a_mountain_of_accents_takes_no_time(mark: str) -> None:
    typed = "ż" + mark * 100_000
    started = time.process_time()
    assert unicodedata.normalize("NFC", clean_text("z\u0307a")) == "ża"
    assert len(clean_text(typed)) == len(typed)
    assert time.process_time() - started < 1
