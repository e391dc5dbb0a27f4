from ognisko.communities.models.community import Community, CommunityQuerySet
from ognisko.communities.models.joining import Invitation, JoinRequest, RoleOffer
from ognisko.communities.models.membership import Consent, Membership, MembershipQuerySet

__all__ = [
    "Community",
    "CommunityQuerySet",
    "Consent",
    "Invitation",
    "JoinRequest",
    "Membership",
    "MembershipQuerySet",
    "RoleOffer",
]
