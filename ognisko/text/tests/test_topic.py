import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.polish import hinges


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        (
            "Pomagamy osobom, które zamawiają opinie, gdy temat jest nowy, żeby nie płacić dwa razy.",
            ["Pomagamy", "gdy", "żeby"],
        ),
        ("We help clerks when they write letters so that people understand them.", ["We help", "when", "so that"]),
        ("Pomagamy, żeby było lepiej.", ["Pomagamy", "żeby"]),
        ("Gdy trzeba, Pomagamy gdy trzeba, gdy można.", ["Pomagamy", "gdy"]),
        ("Żeby pomagamyśmy", []),
        ("Zwykłe zdanie, gdy nic nie pomaga.", []),
        ("", []),
    ],
)
def test_the_sentence_hangs_on_its_hinges(topic: str, found: list[str]) -> None:
    assert [piece for piece, is_hinge in hinges(topic) if is_hinge] == found


@given(
    st.lists(st.sampled_from(["Pomagamy", "gdy", "żeby", "We help", "when", "so that", " ", ", ", "x"])).map("".join)
)
def test_the_pieces_make_the_sentence_again(topic: str) -> None:
    pieces = hinges(topic)
    assert "".join(piece for piece, _ in pieces) == topic
    assert all(piece for piece, _ in pieces)
