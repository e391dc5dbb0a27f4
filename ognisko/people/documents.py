"""How a person is found: by name, and by what they say that they do and can help with. Only who is in the directory."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import Person
from ognisko.search.registry import Document, Text, register


def visible_entries(person: Any) -> Q:
    seen = Person.objects.visible_to(person).listed()
    return Q(Exists(seen.filter(pk=OuterRef("object_id")).order_by()))


def _text(person: Person) -> Text | None:
    if not (person.is_listed and person.is_active):
        return None
    lines = [person.function, person.does, person.can_help, person.wants_to_learn]
    return Text(
        title=person.name,
        text="\n".join(line for line in lines if line),
        address=person.get_absolute_url(),
        at=person.joined_at,
        external_id=person.external_id or "",
        author_id=person.pk,
        unit_id=person.unit_id,
        organisation_id=person.organisation_id,
    )


register(
    Document(
        kind="person",
        label=_("People"),
        model=Person,
        objects=Person.objects.listed,
        text_of=_text,
        visible_entries=visible_entries,
        order=30,
    )
)
