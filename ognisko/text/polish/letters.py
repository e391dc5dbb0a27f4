"""Polish letters: in order, without their marks, and in addresses."""

import re
import unicodedata

# Letters that no decomposition takes apart.
_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ø": "o",
        "þ": "th",
        "ŧ": "t",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ĸ": "k",
        "ſ": "s",
    }
)
_POLISH = {"ą": "a1", "ć": "c1", "ę": "e1", "ł": "l1", "ń": "n1", "ó": "o1", "ś": "s1", "ź": "z1", "ż": "z2"}
_PIECE = re.compile(r"([0-9]+)|((?:(?![0-9])[^\W_])+)")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case without diacritics, so that „lodz” meets „Łódź”. Folding twice changes nothing."""
    text = text.lower().translate(_UNDECOMPOSED)
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text).lower().translate(_UNDECOMPOSED)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """The place of a text in Polish alphabetical order, for ORDER BY on any database.

    Only the characters 0-9 and a-z, so that every collation compares two keys in the same way. Words are compared one
    by one, numbers by their value, numbers before letters. Case, punctuation and foreign accents make no difference.
    """
    words = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text).lower())
    words = "".join(letter for letter in words if not unicodedata.combining(letter))
    return "00".join(_number_key(piece[1]) if piece[1] else _word_key(piece[2]) for piece in _PIECE.finditer(words))


def slugify(text: str, max_length: int = 60) -> str:
    """A readable piece of an address: lower-case ASCII words joined by hyphens, cut after a whole word."""
    slug = _NOT_IN_ADDRESS.sub("-", fold(_APOSTROPHES.sub("", text))).strip("-")
    if len(slug) <= max_length:
        return slug
    whole_words = slug[: max_length + 1].rpartition("-")[0]
    return (whole_words or slug[:max_length]).strip("-")


def _number_key(digits: str) -> str:
    value = digits.lstrip("0") or "0"
    length = min(len(value), 35)
    return "1" + "0123456789abcdefghijklmnopqrstuvwxyz"[length] + value


def _word_key(word: str) -> str:
    return "".join(_POLISH.get(letter) or _letter_key(letter) for letter in word)


def _letter_key(letter: str) -> str:
    """Two characters a Latin letter; a letter of another script comes after them, by its code point."""
    base = letter if letter.isascii() else fold(letter)
    if base.isascii():
        return "".join(f"{character}0" for character in base if character.isalnum())
    return "".join(f"zz{ord(character):06x}" for character in base if character.isalnum())
