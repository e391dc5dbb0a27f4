"""How typography sees text that is cut up by tags: two code points which Unicode never gives to a character."""

from collections.abc import Callable, Sequence

SEAM = "\ufdd0"
"""The edge of a tag such as <em>: the rules look through it."""

OBJECT = "\ufdd1"
"""Something in the line which is not text, such as code or a formula: the rules take it for a word."""


def across(pieces: Sequence[str], rule: Callable[[str], str]) -> list[str]:
    """The pieces after a rule that saw them as one text. OBJECT may stand as a piece of its own."""
    joined = SEAM.join(pieces)
    if joined.count(SEAM) != len(pieces) - 1 or not pieces:
        return [rule(piece) for piece in pieces]
    return rule(joined).split(SEAM)
