"""Guests: people of no organisation here, who came by an invitation. They see what they joined and what is public,
and people only there; "everyone signed in" does not mean them.

Packages above declare, in their `guests.py`, whom a guest sees: the people of their communities, the authors of what
they may read.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

Rule = Callable[[Any], Q]
_rules: list[Rule] = []


def is_colleague(person: Any) -> bool:
    """Signed in, and no guest: what is open to everyone signed in is open to them."""
    return person.is_authenticated and not person.is_guest


def shows_to_guests(rule: Rule) -> Rule:
    """`rule(guest)` is a condition over `Person`: some of those whom the guest sees."""
    _rules.append(rule)
    return rule


def seen_by_guest(guest: Any) -> Q:
    """The guest themself, and whom the packages above declare."""
    seen = Q(pk=guest.pk)
    for rule in _rules:
        seen |= rule(guest)
    return seen
