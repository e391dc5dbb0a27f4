from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ognisko.activity import log
from ognisko.people.models import Person
from ognisko.people.permissions import can_update_profile
from ognisko.search.index import index

PROFILE = frozenset(
    {
        "name",
        "function",
        "leads_people",
        "form_of_address",
        "does",
        "can_help",
        "wants_to_learn",
        "has_met_questions",
    }
)


def update_profile(person: Person, *, by: Person, **fields: str | bool) -> Person:
    """Change what a person says about themself; the log holds which fields changed, not what they say."""
    if not can_update_profile(by, person):
        raise PermissionDenied
    if unknown := fields.keys() - PROFILE:
        raise ValueError(f"not in a profile: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        changed = sorted(key for key, value in fields.items() if getattr(person, key) != value)
        for key in changed:
            setattr(person, key, fields[key])
        if changed:
            person.save(update_fields=_columns(changed))
            index(person)
            log.record("people.update_profile", by=by, target=person, fields=changed)
    return person


def answer_questions(person: Person, *, by: Person, **answers: str) -> Person:
    """The three questions of the first sign-in, answered or skipped: they are not asked again."""
    return update_profile(person, by=by, has_met_questions=True, **answers)


def set_language(person: Person, *, by: Person, language: str) -> Person:
    """A private choice, so it is in no log."""
    _guard_private(person, by, language in dict(settings.LANGUAGES))
    person.language = language
    person.save(update_fields=["language"])
    return person


def set_appearance(person: Person, *, by: Person, appearance: str) -> Person:
    """A private choice, so it is in no log."""
    _guard_private(person, by, appearance in Person.Appearance.values)
    person.appearance = appearance
    person.save(update_fields=["appearance"])
    return person


def _guard_private(person: Person, by: Person, is_known: bool) -> None:
    if person != by:
        raise PermissionDenied
    if not is_known:
        raise ValueError("no such choice")


def _columns(changed: list[str]) -> list[str]:
    return [*changed, "sort_key", "folded_name"] if "name" in changed else changed
