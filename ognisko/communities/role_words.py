"""What each ability and each role is called by people; the rows follow the table that the verbs ask."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Membership
from ognisko.communities.permissions import ABILITIES, Ability

Words = str | Promise

ABILITY_WORDS: dict[Ability, Words] = {
    Ability.READ: _("read everything in the community"),
    Ability.THANK: _("say thanks"),
    Ability.FOLLOW: _("follow conversations"),
    Ability.REPLY: _("reply"),
    Ability.BEGIN_THREAD: _("ask, and begin conversations"),
    Ability.MARK_HELPED_ANY: _("mark the answer that helped, also in questions of others"),
    Ability.ANNOUNCE: _("announce"),
    Ability.EDIT_TAGS: _("put keywords in order"),
    Ability.CLOSE_THREAD: _("close and reopen conversations"),
    Ability.INVITE: _("invite people"),
    Ability.SETTLE_REQUESTS: _("answer those who ask to join"),
    Ability.MODERATE: _("settle reports: hide a post, warn, pause somebody’s writing"),
    Ability.EDIT_CHARTER: _("change the charter"),
    Ability.OFFER_ROLES: _("offer roles"),
    Ability.EXCLUDE: _("exclude, by the rules and with a reason"),
}

ROLE_WORDS: dict[str, Words] = {
    Membership.Role.COORDINATOR: _("Keeps the rhythm, invites, sees that first questions get an answer."),
    Membership.Role.DEPUTY: _("Shares the daily work, so that the community does not hang on one person."),
    Membership.Role.MEMBER: _("Asks, answers, tells how it is done elsewhere."),
    Membership.Role.OBSERVER: _("Reads and takes what is useful. That is a full way of being here."),
}


@dataclass(frozen=True)
class RoleRow:
    name: Words
    words: Words
    abilities: list[Words]  # those that the role before it does not have


def role_rows() -> list[RoleRow]:
    """From the observer up: each role may all that the one before may, and what its row adds."""
    rows, known = [], frozenset[Ability]()
    for role in reversed(Membership.Role):
        added = [ABILITY_WORDS[ability] for ability in Ability if ability in ABILITIES[role] - known]
        rows.append(RoleRow(role.label, ROLE_WORDS[role], added))
        known = ABILITIES[role]
    return rows
