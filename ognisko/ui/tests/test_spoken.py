"""What templates say is set in the typography of its language; the catalogues themselves stay plain."""

from django.utils import translation

from ognisko.ui import spoken


def test_no_one_letter_word_ends_a_line_in_polish():
    with translation.override("pl"):
        assert spoken._set("Zobacz i wróć w piątek") == "Zobacz i\u00a0wróć w\u00a0piątek"


def test_a_count_stays_with_what_is_counted():
    with translation.override("pl"):
        assert spoken._set("%(num)s osoby, %(count)s komórki") == "%(num)s\u00a0osoby, %(count)s\u00a0komórki"


def test_tags_and_places_for_values_are_left_alone():
    with translation.override("pl"):
        text = 'Napisz w <a class="a b" href="%(address)s">tym i owym</a> za %(wait)s'
        assert spoken._set(text) == text.replace(" w ", " w\u00a0").replace(" i ", " i\u00a0")


def test_english_is_left_as_it_is():
    with translation.override("en"):
        assert spoken._set("See a page") == "See a page"
