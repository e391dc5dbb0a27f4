"""Passwords that a stranger would try first, known without asking anybody on the network."""

import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ognisko.text.polish import fold

# What stays of a common password without the digits and signs at its ends and between its words, one a line.
COMMON = frozenset(Path(__file__).with_name("common_words.txt").read_text().split())
_NOT_LETTER = re.compile(r"[^a-z]+")
_RUNS = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)
FEWEST_DIFFERENT = 5


class PredictablePasswordValidator:
    """Refuses a common word dressed with digits ("Listopad2026!"), a word said again, and a run along the keyboard."""

    def validate(self, password: str, user: object = None) -> None:
        if is_predictable(password):
            raise ValidationError(
                gettext("This password is easy to guess. Put together a few words that have nothing in common."),
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        return gettext("A few words that have nothing in common are easy to remember and hard to guess.")


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
