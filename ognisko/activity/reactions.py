"""What follows from an event, declared by the packages that care, in their own `reactions.py`."""

from collections.abc import Callable

from ognisko.activity.models import Event

Reaction = Callable[[Event], None]
_reactions: dict[str, list[Reaction]] = {}


def reacts_to(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Declare that a function follows these verbs.

    The worker calls it once for each event, in the transaction that marks the event told: what it writes stays if and
    only if the event is told. It does nothing slow and nothing that cannot be undone; a letter is a row like any other.
    """

    def declare(reaction: Reaction) -> Reaction:
        for verb in verbs:
            _reactions.setdefault(verb, []).append(reaction)
        return reaction

    return declare


def reactions_to(verb: str) -> list[Reaction]:
    return _reactions.get(verb, [])
