"""The beginning of a text, where there is no room for all of it."""

import unicodedata

ZERO_WIDTH_JOINER = "\u200d"


def excerpt(plain: str, limit: int) -> str:
    """At most `limit` characters of a plain text on one line, cut after a whole word and ended with …"""
    line = " ".join(plain.split())
    if len(line) <= limit:
        return line
    kept = line[:limit]
    cut = kept.rfind(" ")
    if cut > limit // 3:
        return kept[:cut].rstrip(" ,;:.–-(„«\"'") + "…"
    return kept[: _between_characters(line, limit - 1)] + "…"


def _between_characters(line: str, cut: int) -> int:
    """The nearest place at or before `cut` that does not tear a letter from its marks, or an emoji apart."""
    while cut > 0 and (_clings(line[cut]) or line[cut - 1] == ZERO_WIDTH_JOINER):
        cut -= 1
    return cut


def _clings(character: str) -> bool:
    return (
        character == ZERO_WIDTH_JOINER
        or unicodedata.category(character) in {"Mn", "Me"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
