import pytest

from ognisko.people.passwords import is_predictable


@pytest.mark.parametrize(
    "password",
    [
        "Listopad2026!",
        "hasło12345678",
        "1234Warszawa!",
        "Ministerstwo.1",
        "Kocham Cię 2026",
        "urzad-urzad-urzad",
        "QWERTYUIOPas",
        "987654321098",
        "abababababab",
        "ąąąąąąąąąąąą",
        "            ",
    ],
)
def test_what_a_stranger_tries_first_is_predictable(password):
    assert is_predictable(password)


@pytest.mark.parametrize(
    "password",
    ["siedem zielonych lamp", "Listopad rzeka kubek", "dobre-praktyki-2026", "山田太郎は昼に歩く", "kR7#pw!mZq2xLt"],
)
def test_words_that_have_nothing_in_common_are_not(password):
    assert not is_predictable(password)
