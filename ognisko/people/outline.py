"""Units typed one a line, a lower unit indented or written after " > "."""

import re

LONGEST_NAME = 250
DEEPEST = 12
_BULLET = re.compile(r"^[-*•–]\s+")
_SPLIT = re.compile(r"(?:\s+>)+\s+")

Path = tuple[str, ...]


class OutlineError(ValueError):
    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"{line}: {reason}")


def paths_of(text: str) -> list[Path]:
    """Each unit once, from the top down, in the order of the lines: [("A",), ("A", "B"), ("C",)]."""
    found: dict[Path, None] = {}
    above: list[tuple[int, Path]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.expandtabs(4).rstrip()
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        while above and above[-1][0] >= indent:
            above.pop()
        path = (above[-1][1] if above else ()) + _names(line.strip())
        _check(number, path)
        above.append((indent, path))
        for depth in range(1, len(path) + 1):
            found.setdefault(path[:depth])
    return list(found)


def _names(line: str) -> Path:
    names = (" ".join(name.split()) for name in _SPLIT.split(_BULLET.sub("", line)))
    return tuple(name for name in names if name)


def _check(number: int, path: Path) -> None:
    if any(len(name) > LONGEST_NAME for name in path):
        raise OutlineError(number, "long")
    if len(path) > DEEPEST:
        raise OutlineError(number, "deep")
