import hashlib
import secrets

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.actions.roles import guard_last_administrator
from ognisko.people.models import Person, SignInLink
from ognisko.people.models.sign_in_link import LIFETIME
from ognisko.people.permissions import can_deactivate
from ognisko.search.index import index

_signer = signing.TimestampSigner(salt="ognisko.people.sign_in_link")


def make_link(person: Person, *, next_path: str = "") -> str:
    """The signed token of a new one-time link to sign in; the secret itself is nowhere kept."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.over().delete()
        SignInLink.objects.create(person=person, digest=_digest(secret), next_path=next_path)
    return _signer.sign(secret)


def find_link(token: str) -> SignInLink | None:
    """The link of a token if it can still be used; looking changes nothing."""
    try:
        secret = _signer.unsign(token, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    links = SignInLink.objects.alive().filter(digest=_digest(secret), person__is_active=True)
    return links.select_related("person").first()


def use_link(token: str) -> SignInLink | None:
    """Take the link of a token, once: of two at the same moment only one gets it. It also proves the address."""
    link = find_link(token)
    if link is None:
        return None
    with transaction.atomic():
        if not SignInLink.objects.alive().filter(pk=link.pk).update(used_at=timezone.now()):
            return None
        SignInLink.objects.alive().filter(person=link.person).update(used_at=timezone.now())
        _verify_address(link.person)
    return link


def end_session(person: Person, *, by: Person, pk: int) -> None:
    """Sign a person out in one browser."""
    if person != by:
        raise PermissionDenied
    for session in UserSession.objects.filter(user=person, pk=pk):
        session.end()


def end_all_sessions(person: Person, *, by: Person) -> None:
    """Sign a person out everywhere; open links to sign in are closed too."""
    if person != by and not can_deactivate(by, person):
        raise PermissionDenied
    for session in UserSession.objects.filter(user=person):
        session.end()
    SignInLink.objects.alive().filter(person=person).update(used_at=timezone.now())


def deactivate(person: Person, *, by: Person) -> Person:
    """The account is closed: nobody signs in with it, and the person leaves the directory. What they wrote stays."""
    if not can_deactivate(by, person):
        raise PermissionDenied
    with transaction.atomic():
        guard_last_administrator(person)
        person.is_active = False
        person.save(update_fields=["is_active"])
        end_all_sessions(person, by=by)
        index(person)
        log.record("people.deactivate", by=by, target=person)
        note(Event.ACCOUNT_CLOSED, by=by, target=person)
    return person


def reactivate(person: Person, *, by: Person) -> Person:
    if not can_deactivate(by, person):
        raise PermissionDenied
    with transaction.atomic():
        person.is_active = True
        person.save(update_fields=["is_active"])
        index(person)
        log.record("people.reactivate", by=by, target=person)
        note(Event.ACCOUNT_REOPENED, by=by, target=person)
    return person


def _verify_address(person: Person) -> None:
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
