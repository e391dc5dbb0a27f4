"""What we keep about a person, counted by category: the page that says it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from ognisko.people.models import Person
from ognisko.privacy.categories import CATEGORIES, Category
from ognisko.privacy.declared import held
from ognisko.privacy.erasing import addresses_of
from ognisko.privacy.exporting.rows import of_person


@dataclass(frozen=True)
class Kept:
    what: str | Promise
    count: int


@dataclass(frozen=True)
class Shelf:
    key: str
    category: Category
    kept: list[Kept]


def kept_about(person: Person) -> list[Shelf]:
    """In the order of categories; what there is nothing of is left out, save reading, which people ask about."""
    addresses = addresses_of(person)
    by_category: dict[str, list[Kept]] = {key: [] for key in CATEGORIES}
    for one in held():
        if one.is_told:
            by_category[one.category].append(Kept(one.what, of_person(one, person, addresses).count()))
    shelves = [
        Shelf(key, CATEGORIES[key], [kept for kept in found if kept.count or key == "reading"])
        for key, found in by_category.items()
    ]
    return [shelf for shelf in shelves if shelf.kept]
