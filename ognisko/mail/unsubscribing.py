"""What it means to want no more letters of a kind is said by packages above: they register a function by scope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

if TYPE_CHECKING:
    from ognisko.people.models import Person

SALT = "mail.unsubscribing"
Stop = Callable[["Person", str], None]  # (person, about)
Words = Callable[["Person", str], str]  # what stops, as one sentence


@dataclass(frozen=True)
class Scope:
    stop: Stop
    words: Words | None


@dataclass(frozen=True)
class Wish:
    """One person's wish to get no more letters of a kind, proved by the link in such a letter."""

    person: "Person"
    about: str
    scope: Scope

    def words(self) -> str:
        return self.scope.words(self.person, self.about) if self.scope.words else ""

    def come_true(self) -> None:
        self.scope.stop(self.person, self.about)


_scopes: dict[str, Scope] = {}


def register(scope: str, stop: Stop, *, words: Words | None = None) -> None:
    """`stop(person, about)` does what is wished for, any number of times; `about` is what the letter named, as text."""
    _scopes[scope] = Scope(stop, words)


def is_registered(scope: str) -> bool:
    return scope in _scopes


def link(scope: str, about: str, person: "Person") -> str:
    """Never too old: a letter may be left by a click years later."""
    token = signing.dumps([scope, about, person.pk], salt=SALT)
    return settings.SITE_URL + reverse("mail:unsubscribe", args=[token])


def wish_of(token: str) -> Wish | None:
    try:
        scope, about, pk = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = get_user_model().objects.filter(pk=pk, is_active=True).first()
    return Wish(person, about, _scopes[scope]) if person and scope in _scopes else None
