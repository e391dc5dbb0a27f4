"""How a person is recognised in a text. Pure strings."""

import pytest

from ognisko.privacy.traces import NameTraces

EWA = NameTraces("Ewa Kurowska", "ewa.kurowska", ("ewa.kurowska@urzad.example",), "konto usunięte", pk=12)


@pytest.mark.parametrize(
    "text, after",
    [
        ("Pyta Ewa Kurowska.", "Pyta X."),
        ("Pyta EWA  KUROWSKA.", "Pyta X."),
        ("Pyta Ewa\u00a0Kurowska.", "Pyta X."),
        ("Kurowska Ewa, 12 lat pracy", "X, 12 lat pracy"),
        ("Kurowska, Ewa", "X"),
        ("Dziękuję Ewie Kurowskiej i Ewą Kurowską.", "Dziękuję X i X."),
        ("Zapytaj @ewa.kurowska!", "Zapytaj X!"),
        ("Zapytaj @Ewa.Kurowska.", "Zapytaj X."),
        ("Pisz: ewa.kurowska@urzad.example, dziś", "Pisz: X, dziś"),
        ("Konto ewa.kurowska zniknęło", "Konto X zniknęło"),
        ("/watki/3/pytanie-do-ewy-kurowskiej/", "/watki/3/pytanie-do-X/"),
        ('<a href="/osoby/12/" class="mention" rel="x">@Ewa Nowak</a> wie', "X wie"),
    ],
)
def test_what_names_the_person_is_replaced(text, after):
    assert EWA.replaced(text, "X") == after
    assert EWA.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ewelina Kurowska to ktoś inny.",
        "Zapytaj @ewa.kurowska2 albo @ewa.kurowska.x",
        "Ewa i pani Kurowska",
        "Kurowskie wzgórza",
        "nieewa kurowska",
        '<a href="/osoby/121/" class="mention" rel="x">@Jan</a>',
    ],
)
def test_what_names_somebody_else_stays(text):
    assert EWA.replaced(text, "X") == text


def test_polish_letters_make_no_difference():
    traces = NameTraces("Łucja Żółkiewska", "lucja.zolkiewska", (), "konto usunięte")
    for text in (
        "Łucja Żółkiewska",
        "lucja zolkiewska",
        "ŁUCJA ŻÓŁKIEWSKA",
        "Łucji Żółkiewskiej",
        "L\u0301ucja Żółkiewska",
    ):
        assert traces.replaced(text, "X") == "X", text


def test_a_namesake_stops_everything_but_the_handle_and_the_address():
    traces = NameTraces("Jan Nowak", "jan.nowak2", ("j@a.example",), "konto usunięte", has_namesake=True)
    text = "Jan Nowak (@jan.nowak2, j@a.example) i @jan.nowak"
    assert traces.replaced(text, "X") == "Jan Nowak (X, X) i @jan.nowak"
    assert [text[spot.start : spot.start + spot.length] for spot in traces.doubtful_in(text)] == ["Jan Nowak"]


def test_a_name_of_one_word_is_only_looked_at():
    traces = NameTraces("Python", "python", (), "konto usunięte")
    assert traces.replaced("Python i @python, w python 3", "X") == "Python i X, w python 3"


def test_the_surname_alone_is_only_looked_at():
    text = "Pani Kurowskiej kurowska droga, E. Kurowska."
    spots = [text[spot.start : spot.start + spot.length] for spot in EWA.doubtful_in(text)]
    assert spots == ["Kurowskiej", "Kurowska"]


def test_every_text_with_a_trace_holds_a_needle():
    texts = ["ewie kurowskiej", "@EWA.KUROWSKA", "KUROWSKA, Ewa", '<a href="/osoby/12/" class="mention">@E</a>']
    for text in texts:
        assert any(needle.lower() in text.lower() for needle in EWA.needles), text


def test_strings_inside_json_are_replaced_and_numbers_stay():
    assert EWA.replaced_inside({"a": ["Ewa Kurowska", 3], "b": None}, "X") == {"a": ["X", 3], "b": None}
