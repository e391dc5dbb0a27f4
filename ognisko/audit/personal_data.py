"""The security log holds numbers of people and addresses of machines, no names; it leaves by whole days."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ognisko.audit.models import Entry
from ognisko.personal import Held


def entries_about(person: Any) -> Q:
    """What the person did, and what others did about their account."""
    return Q(actor_id=person.pk) | Q(target_kind="people.person", target_id=person.pk)


HELD = [
    Held(
        Entry,
        _("entries of the security log about you"),
        "security",
        about=entries_about,
        columns=("id", "at", "event", "target_kind", "target_id", "result", "address", "facts"),
        untouched=("event", "address", "hash", "former", "request_id", "target_kind", "facts"),
    )
]
