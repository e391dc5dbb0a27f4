import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.discussions.differences import Piece, differences

TABLE = [
    ("", "", []),
    ("tak", "tak", [("tak", "same")]),
    ("", "nowy", [("nowy", "added")]),
    ("stary", "", [("stary", "removed")]),
    ("ala ma kota", "ala ma psa", [("ala ma ", "same"), ("kota", "removed"), ("psa", "added")]),
    ("jeden dwa trzy", "1 2 trzy", [("jeden dwa", "removed"), ("1 2", "added"), (" trzy", "same")]),
]


@pytest.mark.parametrize(("before", "after", "pieces"), TABLE)
def test_changes_are_told_by_words(before, after, pieces):
    assert differences(before, after) == [Piece(*piece) for piece in pieces]


@given(st.text(alphabet="ab \n.", max_size=60), st.text(alphabet="ab \n.", max_size=60))
def test_nothing_of_either_text_is_lost(before, after):
    pieces = differences(before, after)

    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == after


def test_a_long_text_is_compared_by_lines_first():
    lines = [f"wiersz {n} ma swoje zdanie i jeszcze trochę słów" for n in range(1_000)]
    before, after = "\n".join(lines), "\n".join([*lines[:500], "nowy wiersz", *lines[501:]])

    pieces = differences(before, after)

    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
    assert {piece.change for piece in pieces} == {"same", "removed", "added"}
