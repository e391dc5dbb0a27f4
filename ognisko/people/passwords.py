"""Passwords that a stranger would try first, known without asking anybody on the network."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from ognisko.text.polish import fold

# What stays of a password without digits and signs at its ends and between its words.
COMMON = frozenset(
    ["haslo", "hasla", "tajnehaslo", "mojehaslo", "nowehaslo", "dlugiehaslo", "bezpiecznehaslo", "trudnehaslo", "password", "secret", "admin", "administrator", "root", "user", "uzytkownik", "test", "testowe", "tester", "gosc", "guest", "login", "logowanie", "witam", "witaj", "dziendobry", "czesc", "zmienmnie", "zmien", "polska", "polskapolska", "rzeczpospolita", "warszawa", "krakow", "lodz", "wroclaw", "poznan", "gdansk", "szczecin", "bydgoszcz", "lublin", "bialystok", "katowice", "gdynia", "czestochowa", "radom", "rzeszow", "torun", "kielce", "olsztyn", "opole", "zielonagora", "gorzow", "mazowieckie", "malopolskie", "urzad", "urzadmiasta", "urzadgminy", "urzadwojewodzki", "ministerstwo", "departament", "wydzial", "referat", "sekretariat", "kancelaria", "starostwo", "gmina", "powiat", "wojewodztwo", "minister", "dyrektor", "naczelnik", "kierownik", "ognisko", "wspolnota", "wspolnotapraktykow", "styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec", "lipiec", "sierpien", "wrzesien", "pazdziernik", "listopad", "grudzien", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "poniedzialek", "wtorek", "sroda", "czwartek", "piatek", "sobota", "niedziela", "wiosna", "lato", "jesien", "zima", "spring", "summer", "autumn", "winter", "kochamcie", "kochanie", "misiek", "misiaczek", "myszka", "kotek", "piesek", "slonko", "sloneczko", "skarbie", "aniolek", "ksiezniczka", "niunia", "kocham", "legiawarszawa", "lechpoznan", "wislakrakow", "gornikzabrze", "dupa", "dupadupa", "kurwa", "kurwamac", "matrix", "mateusz", "michal", "agnieszka", "katarzyna", "malgorzata", "magdalena", "aleksandra", "karolina", "monika", "natalia", "bartek", "kamil", "lukasz", "marcin", "tomasz", "krzysztof", "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "asdfghjkl", "asdfgh", "zxcvbnm", "qazwsx", "qazwsxedc", "zaqwsx", "zaqwsxcde", "zaqxswcde", "iloveyou", "letmein", "welcome", "sunshine", "football", "dragon", "monkey", "abcd", "abcdef", "abcdefgh", "abcdefghijkl"]
)
_NOT_LETTER = re.compile(r"[^a-z]+")
_RUNS = ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"]
FEWEST_DIFFERENT = 5


class PredictablePasswordValidator:
    """Refuses one common word dressed with digits ("Listopad2026!"), a word said again, and a run along the keyboard."""

    def validate(self, password: str, user: object = None) -> None:
        if is_predictable(password):
            raise ValidationError(
                gettext("This password is easy to guess. Put together a few words that have nothing in common."),
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        return gettext_lazy("A few words that have nothing in common are easy to remember and hard to guess.")


def is_predictable(password: str) -> bool:
    folded = fold(password)
    letters = _NOT_LETTER.sub("", folded)
    if letters in COMMON or len(set(folded)) < FEWEST_DIFFERENT or _is_run(folded):
        return True
    return any(
        letters == letters[:size] * (len(letters) // size) for size in _sizes(letters) if letters[:size] in COMMON
    )


def _sizes(letters: str) -> list[int]:
    return [size for size in range(1, len(letters) // 2 + 1) if len(letters) % size == 0]


def _is_run(folded: str) -> bool:
    return any(folded in run for run in _RUNS)
