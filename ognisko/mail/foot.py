"""Lines that stand at the foot of every letter, declared by packages above: which office pays, by what fund."""

from collections.abc import Callable

Line = Callable[[str], str]  # language → one line of text, or nothing
_lines: list[Line] = []


def stands_at_foot(line: Line) -> Line:
    _lines.append(line)
    return line


def lines_at_foot(language: str) -> list[str]:
    return [words for line in _lines if (words := line(language))]
