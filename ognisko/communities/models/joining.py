from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models.community import Community
from ognisko.communities.models.membership import Membership
from ognisko.people.models import Person


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> Self:
        return self.filter(settled_at=None)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def to(self, person: Any) -> Self:
        """Sent to the person's own address, also before they had an account."""
        return self.filter(address=person.email) if person.is_authenticated and person.email else self.none()


class RoleOfferQuerySet(models.QuerySet["RoleOffer"]):
    def open(self) -> Self:
        return self.filter(answered_at=None, membership__ended_at=None)

    def to(self, person: Person) -> Self:
        return self.filter(membership__person_id=person.pk)


class JoinRequest(models.Model):
    """Asked for by the person; an agreement only unlocks the join, which stays the person's own act."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="join_requests")
    text = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person"], condition=Q(settled_at=None), name="join_requested_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.community}"


class Invitation(models.Model):
    """One per address; its link leads to one page with one button, and nobody is added by it."""

    class Answer(models.TextChoices):
        JOINED = "joined", _("joined")
        DECLINED = "declined", _("declined")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    address = models.EmailField()  # lower case
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="invitations")
    purpose = models.TextField()
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    guest_until = models.DateField(null=True)  # if the person comes as a guest, their last day
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "address"], condition=Q(answered_at=None), name="address_invited_once"
            )
        ]
        indexes = [models.Index(fields=["address"], condition=Q(answered_at=None), name="invitation_open_to")]

    def __str__(self) -> str:
        return f"{self.address} → {self.community}"


class RoleOffer(models.Model):
    """A role is offered by those who may and accepted by the person; only then it holds."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="role_offers")
    role = models.CharField(max_length=12, choices=Membership.Role)
    offered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    is_accepted = models.BooleanField(null=True)

    objects = RoleOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role"], condition=Q(answered_at=None), name="role_offered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_role_display()}"
