"""What else must end when everybody is signed out: higher packages declare it."""

from collections.abc import Callable

Ending = Callable[[], object]
_endings: list[Ending] = []


def ends_with_everybody(act: Ending) -> Ending:
    """Declare a function that ends other ways in: it runs in the transaction that ends all sessions."""
    _endings.append(act)
    return act


def end_other_ways() -> None:
    for act in _endings:
        act()
