from ognisko.search.analysis.keys import keys_of
from ognisko.search.question import understand
from ognisko.search.ranking import Ranking, Statistics, smallest_gap
from ognisko.search.terms import is_one_error_away


def score(typed: str, title: str, text: str) -> float:
    return Ranking(understand(typed).asked, Statistics(1000)).score(keys_of(title, text)).value


def test_a_title_says_more_than_a_text() -> None:
    assert score("faktura", "Faktura", "Jak to zrobić?") > score("faktura", "Jak to zrobić?", "Faktura")


def test_words_side_by_side_say_more_than_words_apart() -> None:
    apart = "zwrot " + "innych rzeczy " * 8 + "kosztów"
    assert score("zwrot kosztów", "", "zwrot kosztów " + "innych rzeczy " * 8) > score("zwrot kosztów", "", apart)


def test_what_holds_no_word_scores_nothing() -> None:
    assert score("faktura", "Konferencja", "Sala i nagłośnienie") == 0


def test_the_smallest_gap_is_found_in_any_order() -> None:
    assert smallest_gap([1, 50], [40, 52]) == 2
    assert smallest_gap([5], [5]) == 1_000_000
    assert smallest_gap([], [5]) == 1_000_000


def test_one_error_of_typing_is_one_letter_more_less_other_or_exchanged() -> None:
    near = ["konferencja", "konferencj", "konferencjaa", "konferenxja", "konfeerncja"]
    assert [is_one_error_away("konferencja", word) for word in near] == [False, True, True, True, True]
    assert not is_one_error_away("konferencja", "kanferencjo")
