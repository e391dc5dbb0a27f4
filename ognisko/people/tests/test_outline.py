import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.people.outline import OutlineError, paths_of


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", []),
        ("A\nB\n", [("A",), ("B",)]),
        ("A\n  B\n    C\n  D\nE", [("A",), ("A", "B"), ("A", "B", "C"), ("A", "D"), ("E",)]),
        ("A\n\tB\n\t\tC", [("A",), ("A", "B"), ("A", "B", "C")]),
        ("A > B > C", [("A",), ("A", "B"), ("A", "B", "C")]),
        ("A\n  B > C", [("A",), ("A", "B"), ("A", "B", "C")]),
        ("- A\n  - B\n  * C", [("A",), ("A", "B"), ("A", "C")]),
        ("A\nA\nA > B\nA > B", [("A",), ("A", "B")]),
        ("  A\nB", [("A",), ("B",)]),
        ("A\n      B\n   C", [("A",), ("A", "B"), ("A", "C")]),
        ("A\n\n\n  B", [("A",), ("A", "B")]),
        ("Biuro A>B", [("Biuro A>B",)]),
        ("> A >  > B", [("> A",), ("> A", "B")]),
    ],
)
def test_lines_become_a_tree(text, paths):
    assert paths_of(text) == paths


def test_a_name_too_long_and_a_tree_too_deep_are_said_with_their_line():
    with pytest.raises(OutlineError) as told:
        paths_of("A\n" + "x" * 251)
    assert (told.value.line, told.value.reason) == (2, "long")
    with pytest.raises(OutlineError) as told:
        paths_of("\n" + " > ".join("abcdefghijklmnop"))
    assert (told.value.line, told.value.reason) == (2, "deep")


@given(st.text(alphabet="ab >-\n\t", max_size=60))
def test_each_path_comes_after_the_one_above_it(text):
    try:
        paths = paths_of(text)
    except OutlineError:
        return
    for place, path in enumerate(paths):
        assert len(path) == 1 or path[:-1] in paths[:place]
    assert len(set(paths)) == len(paths)
