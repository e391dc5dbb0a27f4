"""Where a formula begins and ends in a text, by Pandoc's rule."""

import re

# `$` directly before something and directly after something, not before a digit; `$$` around anything but a blank line.
# After a figure, `$` and a punctuation mark is a price.
_BODY = r"(?:[^$\\\n]++|\\[\s\S]|\n(?![ \t]*\n))"
_FORMULA = re.compile(
    rf"(?:\$\$(?!\$)(?=[^$]*[^\s$])(?:{_BODY}|\$(?!\$))++\$\$"
    rf"|\$(?![\s$])(?!(?<=\d\$)[.,;:!?)]){_BODY}++(?<![^\\]\s)\$(?!\d))"
)


def formula_at(text: str, place: int, end: int | None = None) -> int:
    """Where the formula that begins at `place` ends, or 0 when none begins there."""
    found = _FORMULA.match(text, place, len(text) if end is None else end)
    return found.end() if found else 0


def is_display(formula: str) -> bool:
    return formula.startswith("$$")
