"""What every text typed or received goes through before it is kept."""

import re
import unicodedata

_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_LONE = re.compile("[\x00\ud800-\udfff]")
_NEWLINE = re.compile(r"\r\n?")

LONGEST_MARK_RUN = 30


def _mark_class() -> str:
    marks = [chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))]
    return "[" + "".join(re.escape(mark) for mark in marks) + "]"


# Reordering a long run of combining marks takes quadratic time, and no language writes one.
_LONG_RUN = re.compile(f"({_mark_class()}{{{LONGEST_MARK_RUN + 1},}})")


# Cheap, and true for hardly any text: the class of all marks is slow to search for.
_MAY_BE_LONG_RUN = re.compile(f"[\u0300-\U0010ffff]{{{LONGEST_MARK_RUN + 1}}}")


def clean_text(text: str) -> str:
    r"""The same text in a form that every database, page and letter accepts.

    NUL and lone surrogates are dropped, newlines become "\n", letters are composed (NFC). Everything else stays:
    emoji sequences, right-to-left marks, zero-width joiners, spaces.
    """
    if text.isascii():
        return _NEWLINE.sub("\n", text.replace("\x00", ""))
    text = _PAIR.sub(_joined, text)
    text = _LONE.sub("", text)
    return _composed(_NEWLINE.sub("\n", text))


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _composed(text: str) -> str:
    if not _MAY_BE_LONG_RUN.search(text):
        return unicodedata.normalize("NFC", text)
    pieces = _LONG_RUN.split(text)
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)
