import pytest
from django.utils import translation

from ognisko.mail.models import Letter
from ognisko.people import letters

LINK = "https://ognisko.example/konto/cos/"


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("word", sorted(letters.SUBJECTS))
def test_a_letter_says_the_same_in_text_and_html_and_fetches_nothing(db, word, language):
    with translation.override(language):
        letters.write(word, to="anna@urzad.example", link=LINK, new_address="nowa@urzad.example")

    letter = Letter.objects.get()
    asked_for = "nowa@urzad.example" if word == "address_changed" else LINK
    assert asked_for in letter.text
    assert asked_for in letter.html
    assert len(letter.subject) <= 78
    assert " src=" not in letter.html
    assert f'<html lang="{language}"' in letter.html
    assert "<" not in letter.text
    assert ("Ognisk" in letter.text) and len(letter.html) < 100_000


def test_a_letter_thrown_away_leaves_nothing(db):
    letters.write_and_throw_away("sign_in_link", to="nikt@urzad.example", link=LINK)

    assert Letter.objects.count() == 0
