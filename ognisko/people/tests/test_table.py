import pytest

from ognisko.people.imports.table import TableError, decode, parse_table, read_table

PANGRAM = "Zażółć gęślą jaźń"


def rows(text):
    return [(row.line, row.cells) for row in parse_table(text).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_the_encodings_of_offices_are_read(encoding):
    assert decode(f"id;nazwa\n1;{PANGRAM}\n".encode(encoding)) == f"id;nazwa\n1;{PANGRAM}\n"


def test_a_short_polish_word_in_windows_1250_is_not_taken_for_utf8():
    for word in ("Łódź", "ąęł", "Żółw", "ó"):
        assert decode(f"nazwa\n{word}\n".encode("cp1250")) == f"nazwa\n{word}\n"


def test_a_fault_in_a_utf8_file_is_said_and_not_guessed_over():
    data = f"nazwa\n{PANGRAM}\n{PANGRAM}\n".encode() + b"z\xff\n"
    with pytest.raises(TableError) as told:
        decode(data)

    assert told.value.line == 4


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_separators_are_recognised(delimiter):
    text = f"id{delimiter}nazwa\r\n1{delimiter}Ala\r\n"

    assert rows(text) == [(2, ["1", "Ala"])]


def test_a_separator_within_quotation_marks_separates_nothing():
    assert rows('"nazwa, pełna";id\n"a;b, c";1\n') == [(2, ["a;b, c", "1"])]


def test_the_first_line_of_a_spreadsheet_may_tell_its_separator():
    assert rows("sep=;\nid;nazwa\n1;a,b,c\n") == [(3, ["1", "a,b,c"])]


def test_a_line_is_where_a_row_begins_also_after_newlines_in_cells():
    text = 'id;nazwa\n1;"dwa\nwiersze"\n\n2;po pustym\n3;"ma ""cudzysłów"""\n'

    assert rows(text) == [(2, ["1", "dwa\nwiersze"]), (5, ["2", "po pustym"]), (6, ["3", 'ma "cudzysłów"'])]


def test_empty_lines_and_missing_last_cells_do_no_harm():
    assert rows("id;nazwa;skrót\n1;a\n;;\n   \n2;b;c;;;\n") == [(2, ["1", "a", ""]), (5, ["2", "b", "c"])]


def test_a_row_with_too_many_cells_is_said_with_its_line():
    with pytest.raises(TableError) as told:
        parse_table("id;nazwa\n1;a\n2;b;c\n")

    assert told.value.line == 3


@pytest.mark.parametrize("text", ['id;nazwa\n1;"nigdy\nnie zamknięty\n', 'id;nazwa\n1;"a"b\n'])
def test_a_quotation_mark_out_of_place_is_said_with_its_line(text):
    with pytest.raises(TableError) as told:
        parse_table(text)

    assert told.value.line == 2


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_an_empty_file_is_said(text):
    with pytest.raises(TableError):
        parse_table(text)


@pytest.mark.parametrize("name", ["Nazwa jednostki", "nazwa  jednostki", " NAZWA JEDNOSTKI "])
def test_a_column_is_found_without_regard_to_case_and_spaces(name):
    assert parse_table("id; Nazwa Jednostki \n").column(name) == 1


def test_a_column_that_is_not_there_lists_those_that_are():
    with pytest.raises(TableError, match="Są: id, nazwa"):
        parse_table("id;nazwa\n").column("name")
    with pytest.raises(TableError, match="więcej niż raz"):
        parse_table("id;id\n").column("id")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TableError):
        read_table(tmp_path / "nie-ma.csv")


def test_what_a_database_cannot_hold_is_cleaned():
    assert rows("id;nazwa\n1;a\x00b\n") == [(2, ["1", "ab"])]
