"""What has a title like one that somebody is typing: used where the same thing should not be begun twice."""

from collections.abc import Sequence
from typing import Any

from ognisko.search.query import Filters, Result, search

ENOUGH = 0.35  # of the score of a title with the very same words


def similar_titles(text: str, person: Any, kinds: Sequence[str], limit: int = 5) -> list[Result]:
    """The likest first, only those that the person may see; nothing where nothing is like it."""
    found = search(text, person=person, filters=Filters(kinds=tuple(kinds)))
    titled = [result for result in found.found if result.title]
    return [result for result in titled if result.score >= ENOUGH * titled[0].score][:limit]
