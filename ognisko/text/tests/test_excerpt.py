import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.excerpt import excerpt


@pytest.mark.parametrize(
    ("plain", "limit", "shown"),
    [
        ("Krótki tekst.", 20, "Krótki tekst."),
        ("Ala ma kota\ni psa, a kot ma Alę.", 20, "Ala ma kota i psa,…".replace(",", "")),
        ("Konstantynopolitańczykowianeczka", 10, "Konstanty…"),
        ("Pierwsze zdanie. Drugie zdanie", 18, "Pierwsze zdanie…"),
        ("żółw " * 3, 9, "żółw…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_after_a_whole_word(plain: str, limit: int, shown: str) -> None:
    assert excerpt(plain, limit) == shown


def test_an_emoji_is_not_torn_apart() -> None:
    family = "👨\u200d👩\u200d👧"
    assert excerpt("aaaa" + family * 3, 8) == "aaaa…"


@given(st.text(), st.integers(2, 40))
def test_an_excerpt_is_never_longer_than_asked(plain: str, limit: int) -> None:
    shown = excerpt(plain, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
