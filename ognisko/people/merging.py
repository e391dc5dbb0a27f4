"""Two accounts of one person become one. Every row that names the double goes to the person who is kept; a package for
which that is not enough says so in its `merging.py`: a rule of its own, a count to make anew, a row that has to stay.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ognisko.people.models import Person

Teller = Callable[[Person, Person], Iterable[str]]
Step = Callable[[Person, Person, Person], None]  # keep, double, by


def _says_nothing(keep: Person, double: Person) -> Iterable[str]:
    return ()


def _does_nothing(keep: Person, double: Person, by: Person) -> None:
    return None


@dataclass(frozen=True)
class Rule:
    """What one package has to say when `double` becomes `keep`. All of it happens in one transaction."""

    tells: Teller = _says_nothing  # what will happen, a sentence each, in the language of the page
    hinders: Teller = _says_nothing  # why it cannot be done now, and what to do first
    first: Step = _does_nothing  # while rows still name the double
    last: Step = _does_nothing  # when they name the one who is kept
    stays: frozenset[str] = frozenset()  # "communities.consent.person": keys that stay with the double's empty row
    goes: frozenset[str] = frozenset()  # rows that are deleted with the double


_rules: list[Rule] = []


def on_merge(rule: Rule) -> Rule:
    _rules.append(rule)
    return rule


def rules() -> list[Rule]:
    return _rules


def told(keep: Person, double: Person) -> list[str]:
    return [sentence for rule in _rules for sentence in rule.tells(keep, double)]


def hindrances(keep: Person, double: Person) -> list[str]:
    return [sentence for rule in _rules for sentence in rule.hinders(keep, double)]
