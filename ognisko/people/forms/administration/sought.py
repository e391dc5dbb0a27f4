"""A field in which one types a part of a name. Where several fit, the page offers them; where one fits, it is meant."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.people.forms.fields import LineField
from ognisko.people.models import Organisation, Person, Unit
from ognisko.people.structure import MOST_FOUND, Place, find_places
from ognisko.text.polish import fold


@dataclass(frozen=True)
class Found:
    value: str
    name: str
    where: str
    get: Callable[[str], Any]  # what the value means, asked for the one that is meant
    is_exact: bool = False  # called just so


Finder = Callable[[str], list[Found]]


class SoughtField(LineField):
    """`find` gives all that the typed words may mean; the form gets the one thing."""

    def __init__(self, *, find: Finder, **options: Any) -> None:
        super().__init__(max_length=250, **options)
        self.find = find
        self.widget.attrs["autocomplete"] = "off"


class SoughtForm(forms.Form):
    """`offered` holds, by field, what the page offers after words that fit several."""

    error_many: ClassVar[Any] = _("Several fit. Choose one of them.")
    error_none: ClassVar[Any] = _("Nothing is called so. Try a shorter part of the name.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, list[Found]] = {name: [] for name in self.fields if self.is_sought(name)}

    def is_sought(self, name: str) -> bool:
        return isinstance(self.fields[name], SoughtField)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, SoughtField) and name in data:
                data[name] = self._found(name, field, data[name])
        return data

    def _found(self, name: str, field: SoughtField, words: str) -> Any:
        if not words:
            return None
        chosen = self.data.get(f"{self.add_prefix(name)}-chosen", "")
        found = field.find(words)
        named = [one for one in found if one.value == chosen] or [one for one in found if one.is_exact]
        meant = named if len(named) == 1 else found
        if len(meant) == 1:
            return meant[0].get(meant[0].value)
        self.offered[name] = found
        self.add_error(name, ValidationError(str(self.error_many if found else self.error_none)))
        return None


def find_place(words: str) -> list[Found]:
    """Units and organisations; what is got is a pair: unit or None, and organisation."""
    return [_offered(place, _thing) for place in find_places(words)]


def find_unit(words: str) -> list[Found]:
    return [_offered(place, _unit) for place in find_places(words) if place.value.startswith("unit-")]


def find_organisation(words: str) -> list[Found]:
    places = find_places(words)
    return [_offered(place, _organisation) for place in places if place.value.startswith("organisation-")]


def find_unit_of(organisation: Organisation) -> Finder:
    def find(words: str) -> list[Found]:
        return [_offered(place, _unit) for place in find_places(words, organisation=organisation)]

    return find


def find_person(words: str) -> list[Found]:
    """People with an account or authors, by name, by address, by the name that mentions use."""
    people = Person.objects.filter(merged=None).select_related("unit", "organisation").order_by("sort_key", "pk")
    if "@" in words.strip("@"):
        people = people.filter(email=words.strip().lower())
    elif words.startswith("@"):
        people = people.filter(handle=words.strip("@ ").lower())
    else:
        for word in fold(words).split():
            people = people.filter(folded_name__contains=word)
    found = people[:MOST_FOUND]
    return [Found(str(one.pk), one.name, _who(one), _person, fold(one.name) == fold(words)) for one in found]


def _who(person: Person) -> str:
    """Apart from namesakes: the name for mentions, and the place."""
    place = person.unit.name if person.unit else person.organisation.name if person.organisation else ""
    state = "" if person.email else gettext("no account")
    return " · ".join(filter(None, (f"@{person.handle}", place, state)))


def _offered(place: Place, get: Callable[[str], Any]) -> Found:
    return Found(place.value, place.name, place.where, get, place.is_exact)


def _thing(value: str) -> tuple[Unit | None, Organisation]:
    return (_unit(value), _unit(value).organisation) if value.startswith("unit-") else (None, _organisation(value))


def _unit(value: str) -> Unit:
    return Unit.objects.select_related("organisation").get(pk=value.removeprefix("unit-"))


def _organisation(value: str) -> Organisation:
    return Organisation.objects.get(pk=value.removeprefix("organisation-"))


def _person(value: str) -> Person:
    return Person.objects.get(pk=value)
