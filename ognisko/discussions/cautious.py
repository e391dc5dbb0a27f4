"""A form that stops once when a text seems to hold the data of a person or a case (GDPR-10). No verb knows of it.

What was typed comes back with what was found and where; one button posts it all the same. That button carries a key of
exactly these finds, so that it lets nothing pass that was typed afterwards.
"""

import hashlib
from functools import cached_property
from typing import Any, NamedTuple

from django import forms

from ognisko.communities.models import Community
from ognisko.moderation.actions import count_cautions
from ognisko.moderation.caution_words import CAUTION_WORDS
from ognisko.text import sensitive


class Caution(NamedTuple):
    kind: str
    what: str  # in words
    text: str  # as typed
    where: str  # the label of the field
    line: int


class CautiousForm(forms.Form):
    LOOKED_AT: tuple[str, ...] = ("text",)

    def __init__(self, *args: Any, before: str = "", **options: Any) -> None:
        """`before`: a text that stands already, whose finds are no news."""
        super().__init__(*args, **options)
        self.before = before

    @cached_property
    def cautions(self) -> list[Caution]:
        """Asked after `is_valid`."""
        known = {(one.kind, one.bare) for one in sensitive.find(self.before)}
        return [
            Caution(one.kind, str(CAUTION_WORDS[one.kind]), one.text, str(self.fields[name].label), line)
            for name in self.LOOKED_AT
            for one, line in _found(self.cleaned_data.get(name) or "")
            if (one.kind, one.bare) not in known
        ]

    @property
    def key(self) -> str:
        finds = "\n".join(sorted(f"{one.kind} {one.text}" for one in self.cautions))
        return hashlib.sha256(finds.encode()).hexdigest()[:16]

    @property
    def is_held(self) -> bool:
        """Something was found, and the person has not said yet that it is no personal data."""
        return bool(self.cautions) and self.data.get("anyway") != self.key

    def is_ready(self) -> bool:
        return self.is_valid() and not self.is_held

    def count_what_passed(self, community: Community) -> None:
        """After posting: a number for each kind, and nothing else."""
        if self.cautions:
            count_cautions(community, (one.kind for one in self.cautions))


def _found(text: str) -> list[tuple[sensitive.Found, int]]:
    return [(one, sensitive.line_of(text, one)) for one in sensitive.find(text)]
