from decimal import Decimal

import pytest

from ognisko.text.polish import number, percent, plural, plural_index


@pytest.mark.parametrize(
    ("value", "digits", "polish", "english"),
    [
        (0, None, "0", "0"),
        (1234, None, "1234", "1,234"),
        (12345, None, "12~345", "12,345"),
        (1234567, None, "1~234~567", "1,234,567"),
        (1234.6, None, "1234,6", "1,234.6"),
        (12345.678, 2, "12~345,68", "12,345.68"),
        (2.5, 0, "3", "3"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (7, 2, "7,00", "7.00"),
        (-1.5, None, "−1,5", "−1.5"),
        (-0.0001, 2, "0,00", "0.00"),
        (Decimal("10000.10"), None, "10~000,1", "10,000.1"),
        (1e20, None, "100~000~000~000~000~000~000", "100,000,000,000,000,000,000"),
        (float("nan"), None, "–", "–"),
        (float("inf"), None, "–", "–"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, digits, polish, english) -> None:
    assert number(value, "pl", digits) == polish.replace("~", "\u00a0")
    assert number(value, "en", digits) == english


def test_per_cent_stands_beside_its_number() -> None:
    assert percent(0.15, "pl") == "15%"
    assert percent(0.1534, "pl", 1) == "15,3%"
    assert percent(0.1534, "en", 1) == "15.3%"
    assert percent(1, "pl") == "100%"


FORMS = ("osoba", "osoby", "osób", "osoby (ułamek)")


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, 2),
        (1, 0),
        (2, 1),
        (4, 1),
        (5, 2),
        (12, 2),
        (14, 2),
        (21, 2),
        (22, 1),
        (25, 2),
        (101, 2),
        (102, 1),
        (112, 2),
        (1.5, 3),
        (Decimal("2.5"), 3),
        (-3, 1),
        (3.0, 1),
    ],
)
def test_a_number_asks_for_its_polish_form(n, form) -> None:
    assert plural_index(n, "pl") == form
    assert plural(n, *FORMS) == FORMS[form]


def test_english_has_two_forms() -> None:
    assert [plural_index(n, "en") for n in (0, 1, 2, 21, 1.5)] == [1, 0, 1, 1, 1]
