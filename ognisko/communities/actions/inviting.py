"""One letter to each address, with the purpose and a link to one page with one button; nobody is added by it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ognisko.activity import log
from ognisko.communities import tokens
from ognisko.communities.actions.joining import lock
from ognisko.communities.models import Community, Invitation
from ognisko.communities.pasted_addresses import read_addresses
from ognisko.communities.permissions import Ability, has_ability
from ognisko.mail.actions import write_letter
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
def invite(community: Community, *, by: Person, addresses: str | Iterable[str], purpose: str) -> InvitationRound:
    """`addresses` as pasted, or already read. Bad ones among the pasted are left out; the form reports them first."""
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
            made.sent.append(_send(community, address, people.get(address), purpose, by))
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


def _send(community: Community, address: str, person: Person | None, purpose: str, by: Person) -> Invitation:
    invitation = Invitation.objects.create(
        community=community, address=address, person=person, purpose=purpose, invited_by=by
    )
    write_letter(
        key=f"communities.invitation:{invitation.pk}",
        to=person or address,
        subject=format_lazy("{what}: {name}", what=_("Invitation"), name=community.name),
        template="communities/letters/invitation",
        context={
            "community": community,
            "invited_by": by,
            "purpose": purpose,
            "address": tokens.invitation_address(invitation),
        },
        language=(person.language if person else "") or community.language,
    )
    log.record("communities.invite", by=by, target=invitation, community_id=community.pk)
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
