"""The cast of the demo signs in by one click, on this machine only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext

from ognisko.people.models import Person
from ognisko.ui.addresses import is_loopback

Notes = dict[int, str]
_teller: list[Callable[[Iterable[Person]], Notes]] = []


@dataclass
class Office:
    name: str
    noted: list[tuple[Person, str]] = field(default_factory=list)
    others: list[tuple[Person, str]] = field(default_factory=list)


def is_demo(request: HttpRequest) -> bool:
    return settings.DEMO and is_loopback(request.META)


def tells_of_cast(teller: Callable[[Iterable[Person]], Notes]) -> Callable[[Iterable[Person]], Notes]:
    """Declare, in a higher package's `cast_notes.py`, what a visitor of the demo sees as each person: id → words."""
    _teller.append(teller)
    return teller


def cast_by_office() -> list[Office]:
    """Everybody who can be tried, by office; those of whom there is something to tell stand first."""
    autodiscover_modules("cast_notes")
    people = list(_cast())
    notes = _notes(people)
    offices: dict[str, Office] = {}
    for person in people:
        name = person.organisation.name if person.organisation else gettext("From elsewhere")
        office = offices.setdefault(name, Office(name))
        (office.noted if person.pk in notes else office.others).append((person, notes.get(person.pk, "")))
    return sorted(offices.values(), key=lambda office: -len(office.noted))


def _cast() -> Iterable[Person]:
    return Person.objects.listed().able_to_sign_in().select_related("organisation", "unit").order_by("sort_key")[:60]


def _notes(people: Iterable[Person]) -> Notes:
    notes: dict[int, list[str]] = {}
    for teller in _teller:
        for pk, words in teller(people).items():
            notes.setdefault(pk, []).append(words)
    return {pk: "; ".join(words) for pk, words in notes.items()}
