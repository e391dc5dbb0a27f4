import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.polish import fold, slugify, sort_key

IN_ORDER = [
    "Adam",
    "Ąkacja",
    "Cyfra",
    "ćma",
    "Lublin",
    "Łódź",
    "Ola",
    "Ósmy",
    "Sopot",
    "Świt",
    "Zebra",
    "Źródło",
    "Żuk",
]
ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


def test_polish_words_stand_in_polish_order() -> None:
    mixed = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=sort_key) == IN_ORDER


def test_every_letter_has_its_place() -> None:
    assert sorted(random.Random(7).sample(ALPHABET, 35), key=sort_key) == list(ALPHABET)


def test_a_marked_letter_comes_after_all_words_of_the_plain_one() -> None:
    names = ["Lza", "Łab", "Zz", "Źa", "Ża"]
    assert sorted(random.Random(7).sample(names, len(names)), key=sort_key) == names


@pytest.mark.parametrize(
    "names",
    [
        ["Nowak Adam", "Nowak-Zięba Ewa", "Nowakowski Jan"],
        ["Referat 2", "Referat 10", "Referat Prawny"],
        ["1 Maja", "3 Maja", "11 Listopada", "Aleja"],
        ["Wydział II", "Wydział III"],
        ["2024", "2025"],
        ["Müller Anna", "Muller Beata", "Müller Cezary"],
        ["Jan Kowalski", "Jan Kowalski 2"],
        ["Sad", "„Sad” i ogród", "Sady"],
        ["Żuk", "Ёлка", "Ярославль"],
    ],
)
def test_names_stand_where_people_look_for_them(names: list[str]) -> None:
    assert sorted(random.Random(7).sample(names, len(names)), key=sort_key) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [("ŁÓDŹ", "łódź"), ("Nowak-Zięba", "Nowak Zięba"), ("O'Neill", "oneill"), ("Dvořák", "Dvorak"), ("Å", "A")],
)
def test_case_punctuation_and_foreign_marks_make_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_letters_typed_in_two_code_points_are_the_same_letters() -> None:
    assert sort_key("z\u0307o\u0301\u0142w") == sort_key("żółw")


@given(st.text())
def test_a_key_looks_the_same_to_every_collation(text: str) -> None:
    assert set(sort_key(text)) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zażółć gęślą jaźń", "zazolc gesla jazn"),
        ("ŁÓDŹ", "lodz"),
        ("Straße Ærø Þór", "strasse aero thor"),
        ("ﬁrma №", "firma no"),
        ("", ""),
    ],
)
def test_words_meet_without_their_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Żółta łódź – „nowe” wzory", "zolta-lodz-nowe-wzory"),
        ("  --Konferencje i seminaria!  ", "konferencje-i-seminaria"),
        ("D'Artagnan", "dartagnan"),
        ("Привет", ""),
        ("🔥🔥", ""),
        ("", ""),
        ("COVID-19 w 2024 r.", "covid-19-w-2024-r"),
    ],
)
def test_an_address_can_be_read_aloud(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_long_title_is_cut_after_a_word() -> None:
    assert slugify("jak zamówić opinię eksperta", 18) == "jak-zamowic-opinie"
    assert slugify("jak zamówić opinię eksperta", 17) == "jak-zamowic"
    assert slugify("konstantynopolitańczykowianeczka", 10) == "konstantyn"


@given(st.text(), st.integers(1, 30))
def test_an_address_has_only_plain_letters(title: str, length: int) -> None:
    slug = slugify(title, length)
    assert len(slug) <= length
    assert slug == slug.strip("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
