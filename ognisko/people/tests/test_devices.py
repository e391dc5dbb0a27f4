import pytest

from ognisko.people.devices import device_in_words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"{WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        (f"{WINDOWS} Gecko/20100101 Firefox/132.0", "Firefox, Windows"),
        (f"{WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/132.0", "Firefox, Linux"),
        ("curl/8", "nieznana przeglądarka"),
        ("", "nieznana przeglądarka"),
    ],
)
def test_a_browser_is_told_in_words(said, words):
    assert device_in_words(said) == words
