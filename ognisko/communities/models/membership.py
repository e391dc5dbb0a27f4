from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models.community import Community
from ognisko.people.models import Person


class Consent(models.Model):
    """The act by which a person joins: written only by that person's own session or own signed token.

    The database holds a membership to its consent: same person, community, door and time (migration 0002).
    """

    class Door(models.TextChoices):
        PAGE = "page", _("the community's page")
        INVITATION = "invitation", _("an invitation's link")
        FOUNDING = "founding", _("founding the community")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    door = models.CharField(max_length=12, choices=Door)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "person", "community", "door", "given_at"], name="consent_as_a_membership_names_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.community}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def of_guests(self) -> Self:
        return self.current().filter(person__is_guest=True)

    def coordinating(self) -> Self:
        return self.current().filter(role__in=(Membership.Role.COORDINATOR, Membership.Role.DEPUTY))


class Membership(models.Model):
    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        DEPUTY = "deputy", _("deputy")
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")

    class End(models.TextChoices):
        LEFT = "left", _("left")
        GUEST_TIME_ENDED = "guest_time_ended", _("guest time ended")
        EXCLUDED = "excluded", _("excluded")
        ERASED = "erased", _("erased")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    consent = models.OneToOneField(Consent, on_delete=models.RESTRICT, related_name="membership")
    door = models.CharField(max_length=12, choices=Consent.Door)
    joined_at = models.DateTimeField()  # the consent's given_at
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=16, choices=End, blank=True)
    guest_until = models.DateField(null=True)  # a guest's last day here; without it no end is set
    paused_until = models.DateTimeField(null=True)  # may read and thank, not write, until then
    exclusion_annulled_at = models.DateTimeField(null=True)  # an appeal was granted: the person may come back
    last_seen_on = models.DateField(null=True)  # day precision, for "new since"; in no measure

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "community"], condition=Q(ended_at=None), name="member_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="")
                | Q(ended_at__isnull=False, ended_as__in=["left", "guest_time_ended", "excluded", "erased"]),
                name="membership_ends_as_it_may",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["coordinator", "deputy", "member", "observer"]), name="role_is_known"
            ),
        ]
        indexes = [models.Index(fields=["community", "role"], condition=Q(ended_at=None), name="members_by_role")]

    def __str__(self) -> str:
        return f"{self.person} · {self.community}"
