"""One letter to each address, with the purpose and a link to one page with one button; nobody is added by it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.communities import tokens
from ognisko.communities.actions.joining import lock
from ognisko.communities.models import Community, Invitation
from ognisko.communities.pasted_addresses import read_addresses
from ognisko.communities.permissions import Ability, can_make_account, has_ability
from ognisko.mail.actions import write_letter
from ognisko.people import registration
from ognisko.people.actions import register_person
from ognisko.people.models import Person
from ognisko.text.clean import clean_text

DAYS_OF_REST_AFTER_NO = 180  # who answered "no, thank you" gets no further letter from this community so soon


@dataclass
class InvitationRound:
    """What happened with each address."""

    sent: list[Invitation] = field(default_factory=list)
    already_here: list[str] = field(default_factory=list)
    already_invited: list[str] = field(default_factory=list)
    declined_lately: list[str] = field(default_factory=list)


@transaction.atomic
def invite(
    community: Community,
    *,
    by: Person,
    addresses: str | Iterable[str],
    purpose: str,
    guest_until: date | None = None,
) -> InvitationRound:
    """`addresses` as pasted, or already read. Bad ones among the pasted are left out; the form reports them first.

    `guest_until` is the last day of those who come as guests.
    """
    if not has_ability(by, community, Ability.INVITE):
        raise PermissionDenied
    lock(community)
    wanted = read_addresses(addresses if isinstance(addresses, str) else "\n".join(addresses)).addresses
    purpose = clean_text(purpose).strip()
    made, people = InvitationRound(), {p.email: p for p in Person.objects.filter(email__in=wanted)}
    here, invited, declined = _here(community, wanted), _invited(community, wanted), _declined(community, wanted)
    for address in wanted:
        if address in here:
            made.already_here.append(address)
        elif address in invited:
            made.already_invited.append(address)
        elif address in declined:
            made.declined_lately.append(address)
        else:
            invitation = Invitation(
                community=community, address=address, person=people.get(address), purpose=purpose, invited_by=by
            )
            invitation.guest_until = guest_until
            made.sent.append(_send(invitation, by))
    return made


@transaction.atomic
def decline_invitation(invitation: Invitation, *, token: str = "", by: Person | None = None) -> Invitation:
    """By who holds the letter's token, or by the person whose address it was sent to."""
    is_own = by is not None and by.email == invitation.address
    if not is_own and tokens.invitation_of(token) != invitation:
        raise PermissionDenied
    now = timezone.now()
    changed = (
        Invitation.objects.open().filter(pk=invitation.pk).update(answered_at=now, answer=Invitation.Answer.DECLINED)
    )
    invitation.refresh_from_db()
    if changed:
        actor = by or invitation.person
        log.record("communities.decline_invitation", by=actor, target=invitation, community_id=invitation.community_id)
    return invitation


@transaction.atomic
def make_account(invitation: Invitation, *, token: str, name: str, password: str = "") -> Person:
    """By who holds the letter's token, which proves the address. Nobody joins by it: that is the next page's button.

    Whoever is of no domain of this office comes as a guest. Without a password they sign in by a link in a letter.
    """
    if tokens.invitation_of(token) != invitation or not can_make_account(invitation):
        raise PermissionDenied
    is_guest = registration.makes_guest(invitation.address)
    person = register_person(
        email=invitation.address, name=name, password=password, is_guest=is_guest, is_listed=not is_guest
    )
    Invitation.objects.open().filter(address=invitation.address).update(person=person)
    note(Event.ACCOUNT_MADE, by=person, target=person, invitation=invitation.pk, is_guest=is_guest)
    return person


def _send(invitation: Invitation, by: Person) -> Invitation:
    community, person = invitation.community, invitation.person
    is_guest = person.is_guest if person else registration.makes_guest(invitation.address)
    invitation.save()
    write_letter(
        key=f"communities.invitation:{invitation.pk}",
        to=person or invitation.address,
        subject=format_lazy("{what}: {name}", what=_("Invitation"), name=community.name),
        template="communities/letters/invitation",
        context={
            "community": community,
            "invited_by": by,
            "purpose": invitation.purpose,
            "address": tokens.invitation_address(invitation),
            "is_guest": is_guest,
            "guest_until": invitation.guest_until,
        },
        language=(person.language if person else "") or community.language,
    )
    log.record("communities.invite", by=by, target=invitation, community_id=community.pk)
    if is_guest:
        note(Event.INVITED, by=by, target=invitation, community=community.pk)
    return invitation


def _here(community: Community, addresses: list[str]) -> set[str | None]:
    here = community.memberships.current().filter(person__email__in=addresses)
    return set(here.values_list("person__email", flat=True))


def _invited(community: Community, addresses: list[str]) -> set[str]:
    return set(community.invitations.open().filter(address__in=addresses).values_list("address", flat=True))


def _declined(community: Community, addresses: list[str]) -> set[str]:
    lately = timezone.now() - timedelta(days=DAYS_OF_REST_AFTER_NO)
    declined = community.invitations.filter(
        address__in=addresses, answer=Invitation.Answer.DECLINED, answered_at__gt=lately
    )
    return set(declined.values_list("address", flat=True))


def invite_back(community: Community, person: Person, *, address: str, purpose: str) -> Invitation:
    """An invitation without a letter, for somebody whose other account was here; an open one stays as it is."""
    invitation, _is_new = Invitation.objects.get_or_create(
        community=community, address=address, answered_at=None, defaults={"person": person, "purpose": purpose}
    )
    return invitation
