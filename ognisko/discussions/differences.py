"""What changed between two texts, word by word, for people to read."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
LONG = 4_000  # words; longer texts are compared by lines first


@dataclass(frozen=True)
class Piece:
    text: str
    change: str  # "same", "removed", "added"


def differences(before: str, after: str) -> list[Piece]:
    """Joined again, the pieces that are not removed give the new text, and those not added the old one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) <= LONG:
        return _merged(_compared(old, new))
    pieces: list[Piece] = []
    lines_old, lines_new = _LINES.findall(before), _LINES.findall(after)
    for tag, i, j, k, m in SequenceMatcher(None, lines_old, lines_new, autojunk=False).get_opcodes():
        was, is_now = "".join(lines_old[i:j]), "".join(lines_new[k:m])
        if tag == "equal":
            pieces.append(Piece(was, "same"))
        elif len(was) + len(is_now) < 4 * LONG:
            pieces += _compared(_WORDS.findall(was), _WORDS.findall(is_now))
        else:
            pieces += [Piece(was, "removed"), Piece(is_now, "added")]
    return _merged(pieces)


def _compared(old: list[str], new: list[str]) -> list[Piece]:
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(old[i:j]), "same"))
        else:
            pieces += [Piece("".join(old[i:j]), "removed"), Piece("".join(new[k:m]), "added")]
    return pieces


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Runs of changes as one removal and one addition: a space that stayed between two changed words joins them."""
    merged: list[Piece] = []
    removed = added = ""

    def settle() -> None:
        nonlocal removed, added
        merged.extend(piece for piece in (Piece(removed, "removed"), Piece(added, "added")) if piece.text)
        removed = added = ""

    for piece in pieces:
        if piece.change == "removed":
            removed += piece.text
        elif piece.change == "added":
            added += piece.text
        elif piece.text == " " and (removed or added):
            removed, added = removed + " ", added + " "
        elif piece.text:
            settle()
            merged.append(piece)
    settle()
    return merged
