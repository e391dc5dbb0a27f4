"""The signed link in an invitation's letter. It proves that one holds the letter, and adds nobody by itself."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from ognisko.communities.models import Invitation

VALID_FOR = timedelta(days=60)
_SIGNER = signing.TimestampSigner(salt="communities.invitation")


def invitation_token(invitation: Invitation) -> str:
    return _SIGNER.sign(str(invitation.pk))


def invitation_address(invitation: Invitation) -> str:
    return settings.SITE_URL + reverse("communities:invitation", args=[invitation_token(invitation)])


def invitation_of(token: str) -> Invitation | None:
    """The invitation that the token names, answered or not; None for a token that is wrong or too old."""
    try:
        pk = _SIGNER.unsign(token, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("community", "invited_by", "person").filter(pk=pk).first()
