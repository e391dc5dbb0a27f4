"""Authors: people who wrote what an import brings; without address, sign-in and place in the directory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ognisko.people.handles import make_handles
from ognisko.people.models import Organisation, Person
from ognisko.people.models.person import surname_first
from ognisko.text.clean import clean_text
from ognisko.text.polish import fold, sort_key

BATCH = 500


@dataclass(frozen=True)
class Author:
    """Somebody who wrote what an import brings; not an account."""

    external_id: str
    name: str
    joined_at: datetime | None = None
    does: str = ""
    organisation_id: int | None = None


def write_author(*, external_id: str, name: str, joined_at: datetime | None = None, does: str = "") -> Person:
    """The person of an external id: found, or written without address, sign-in and place in the directory."""
    return write_authors([Author(external_id, name, joined_at, does)])[external_id]


def write_authors(authors: Iterable[Author]) -> dict[str, Person]:
    """Many authors at once, by external id; those who are already here stay as they are."""
    wanted = {author.external_id: author for author in authors}
    with transaction.atomic():
        found = _found(wanted)
        missing = [author for key, author in wanted.items() if key not in found]
        handles = make_handles(author.name for author in missing) if missing else []
        people = [_person(author, handle) for author, handle in zip(missing, handles, strict=True)]
        Person.objects.bulk_create(people, batch_size=BATCH)
    return found | {str(person.external_id): person for person in people}


def take_in_organisation(name: str) -> Organisation:
    """The organisation of this name, or a new one at the top of the tree."""
    wanted = clean_text(name).strip()[:250]
    return Organisation.objects.filter(name=wanted).first() or Organisation.objects.create(name=wanted)


def derived(name: str) -> dict[str, str]:
    """What a row written past `save` must carry beside the name."""
    return {"sort_key": sort_key(surname_first(name))[:400], "folded_name": fold(name)[:200]}


def _found(wanted: Iterable[str]) -> dict[str, Person]:
    keys = list(wanted)
    found: dict[str, Person] = {}
    for start in range(0, len(keys), BATCH):
        for person in Person.objects.filter(external_id__in=keys[start : start + BATCH]):
            found[str(person.external_id)] = person
    return found


def _person(author: Author, handle: str) -> Person:
    name = clean_text(author.name).strip()[:120] or handle
    return Person(
        email=None,
        handle=handle,
        name=name,
        does=clean_text(author.does),
        password=make_password(None),
        is_listed=False,
        has_met_questions=True,
        joined_at=author.joined_at or timezone.now(),
        external_id=author.external_id,
        organisation_id=author.organisation_id,
        **derived(name),
    )
