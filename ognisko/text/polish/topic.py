"""The topic sentence of a community and the three words it hangs on."""

import re

_HINGES = (
    (re.compile(r"\bPomagamy\b", re.IGNORECASE), re.compile(r"\bgdy\b"), re.compile(r"\bżeby\b")),
    (re.compile(r"\bWe help\b", re.IGNORECASE), re.compile(r"\bwhen\b"), re.compile(r"\bso\sthat\b")),
)


def hinges(topic: str) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it is a hinge: „Pomagamy … gdy … żeby …”, “We help … when … so that …”.

    The pieces joined give the sentence again; a sentence of another shape is one piece.
    """
    for first, *later in _HINGES:
        if found := first.search(topic):
            return _pieces(topic, found, later)
    return [(topic, False)] if topic else []


def _pieces(topic: str, found: re.Match[str], later: list[re.Pattern[str]]) -> list[tuple[str, bool]]:
    spans = [found.span()]
    for hinge in later:
        if following := hinge.search(topic, spans[-1][1]):
            spans.append(following.span())
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [(topic[end:start], False), (topic[start:stop], True)]
        end = stop
    pieces.append((topic[end:], False))
    return [piece for piece in pieces if piece[0]]
