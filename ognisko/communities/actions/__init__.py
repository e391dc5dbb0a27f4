"""Every verb of communities. Only `join` and `create_community` write a consent, and only for `by` themself."""

from ognisko.communities.actions.founding import CHARTER, change_charter, create_community
from ognisko.communities.actions.guests import set_guest_time
from ognisko.communities.actions.inviting import InvitationRound, decline_invitation, invite, make_account
from ognisko.communities.actions.joining import join, leave
from ognisko.communities.actions.order import annul_exclusion, pause_writing, resume_writing
from ognisko.communities.actions.requesting import (
    agree_to_request,
    refuse_request,
    request_to_join,
    withdraw_request,
)
from ognisko.communities.actions.roles import (
    accept_role,
    choose_part,
    decline_role,
    exclude,
    offer_role,
    step_down,
    take_up_coordination,
)

__all__ = [
    "CHARTER",
    "InvitationRound",
    "accept_role",
    "agree_to_request",
    "annul_exclusion",
    "change_charter",
    "choose_part",
    "create_community",
    "decline_invitation",
    "decline_role",
    "exclude",
    "invite",
    "join",
    "leave",
    "make_account",
    "offer_role",
    "pause_writing",
    "refuse_request",
    "request_to_join",
    "resume_writing",
    "set_guest_time",
    "step_down",
    "take_up_coordination",
    "withdraw_request",
]
