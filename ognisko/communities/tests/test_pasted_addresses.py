import pytest

from ognisko.communities.pasted_addresses import read_addresses


@pytest.mark.parametrize(
    ("pasted", "addresses"),
    [
        ("ewa@urzad.example", ["ewa@urzad.example"]),
        ("ewa@urzad.example, jan@urzad.example", ["ewa@urzad.example", "jan@urzad.example"]),
        ("ewa@urzad.example;jan@urzad.example;", ["ewa@urzad.example", "jan@urzad.example"]),
        ("ewa@urzad.example\r\njan@urzad.example\r\n\r\n", ["ewa@urzad.example", "jan@urzad.example"]),
        (
            "ewa@urzad.example jan@urzad.example\tola@urzad.example",
            [f"{n}@urzad.example" for n in ("ewa", "jan", "ola")],
        ),
        ("Ewa Kurowska <Ewa.Kurowska@Urzad.Example>", ["ewa.kurowska@urzad.example"]),
        (
            '"Kurowska, Ewa" <ewa@urzad.example>, Jan Róg <jan@urzad.example>',
            ["ewa@urzad.example", "jan@urzad.example"],
        ),
        ("Kurowska, Ewa <ewa@urzad.example>; jan@urzad.example", ["ewa@urzad.example", "jan@urzad.example"]),
        ("jan@urzad.example, Ewa <ewa@urzad.example>", ["jan@urzad.example", "ewa@urzad.example"]),
        ("EWA@urzad.example, ewa@URZAD.example", ["ewa@urzad.example"]),
        ("", []),
        (" ,;\n ", []),
    ],
)
def test_addresses_are_read_as_people_paste_them(pasted, addresses):
    read = read_addresses(pasted)
    assert (read.addresses, read.misread) == (addresses, [])


@pytest.mark.parametrize(
    ("pasted", "misread"),
    [
        ("ewa@urzad.example\nJan Róg\nola@@x", [(2, "Jan Róg"), (3, "ola@@x")]),
        ("ewa(at)urzad.example", [(1, "ewa(at)urzad.example")]),
        ("Ewa <>", [(1, "<>")]),
        ("ewa@urzad.example, jan@", [(1, "jan@")]),
    ],
)
def test_what_is_no_address_is_told_by_line(pasted, misread):
    assert [(piece.line, piece.text) for piece in read_addresses(pasted).misread] == misread


def test_forty_thousand_letters_are_read_quickly():
    assert len(read_addresses("a" * 40_000).misread) == 1
    assert len(read_addresses("<" * 40_000).misread) == 1
