"""Who hears of invitations, roles and requests."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ognisko.activity.models import Event
from ognisko.communities.models import Community, Invitation, JoinRequest, Membership, RoleOffer
from ognisko.notifications.models import Notice, Rhythm
from ognisko.notifications.registry import Message, Shown, names_communities, notice
from ognisko.people.models import Person


def shown_in(community: Community, words: str, address: str) -> Shown:
    return Shown(title=community.name, words=words, address=address, place=community.name, list_id=community.slug)


class Personal(Message):
    default: ClassVar[str] = Rhythm.AT_ONCE
    is_personal = True


@notice
class Invited(Personal):
    kind = "invitation"
    verbs = ("communities.invite",)
    name = gettext_lazy("Somebody invites me to a community")
    has_own_letter = True

    def hears(self, event: Event) -> Iterable[int]:
        address = Invitation.objects.open().filter(pk=event.target_id).values("address")
        return list(Person.objects.filter(email__in=address).values_list("pk", flat=True))

    def still_seen_by(self, event: Event, people: Collection[int]) -> set[int]:
        return set(people) & set(self.hears(event))

    def shown(self, notices: Collection[Notice], person: Any) -> dict[int, Shown]:
        mine = Invitation.objects.open().to(person).filter(pk__in=[one.target_id for one in notices])
        found = {one.pk: one for one in mine.select_related("community")}
        return {
            one.pk: shown_in(found[one.target_id].community, _("you are invited"), reverse("home:my_week"))
            for one in notices
            if one.target_id in found
        }


@notice
class Offered(Personal):
    kind = "role"
    verbs = ("communities.offer_role",)
    name = gettext_lazy("Somebody offers me a role")

    def hears(self, event: Event) -> Iterable[int]:
        offers = RoleOffer.objects.open().filter(pk=event.target_id)
        return list(offers.values_list("membership__person", flat=True))

    def still_seen_by(self, event: Event, people: Collection[int]) -> set[int]:
        return set(people) & set(self.hears(event))

    def shown(self, notices: Collection[Notice], person: Any) -> dict[int, Shown]:
        mine = RoleOffer.objects.open().to(person).filter(pk__in=[one.target_id for one in notices])
        found = {offer.pk: offer for offer in mine.select_related("membership__community")}
        return {
            one.pk: shown_in(
                community := found[one.target_id].membership.community,
                _("a role is offered to you"),
                community.get_absolute_url(),
            )
            for one in notices
            if one.target_id in found
        }


class OfRequest(Personal):
    def requests(self, person: Any) -> Q:
        raise NotImplementedError

    def say(self, one: JoinRequest) -> tuple[str, str]:
        raise NotImplementedError

    def still_seen_by(self, event: Event, people: Collection[int]) -> set[int]:
        return set(people) & set(self.hears(event))

    def shown(self, notices: Collection[Notice], person: Any) -> dict[int, Shown]:
        asked = JoinRequest.objects.filter(self.requests(person), pk__in=[one.target_id for one in notices])
        found = {request.pk: request for request in asked.select_related("community")}
        return {
            one.pk: shown_in(found[one.target_id].community, *self.say(found[one.target_id]))
            for one in notices
            if one.target_id in found
        }


@notice
class Asked(OfRequest):
    kind = "request"
    verbs = ("communities.request_to_join",)
    name = gettext_lazy("Somebody asks to join a community that I coordinate")

    def hears(self, event: Event) -> Iterable[int]:
        if not JoinRequest.objects.waiting().filter(pk=event.target_id).exists():
            return []
        leading = Membership.objects.coordinating().filter(community=event.community_id)
        return list(leading.values_list("person", flat=True))

    def requests(self, person: Any) -> Q:
        leading = Membership.objects.coordinating().filter(person=person.pk).values("community")
        return Q(settled_at=None, community__in=leading)

    def say(self, one: JoinRequest) -> tuple[str, str]:
        return _("a request to join waits for you"), reverse("communities:requests", args=[one.community.slug])


@notice
class Agreed(OfRequest):
    kind = "agreed"
    verbs = ("communities.agree_to_request",)
    name = gettext_lazy("My request to join is agreed to")

    def hears(self, event: Event) -> Iterable[int]:
        agreed = JoinRequest.objects.filter(pk=event.target_id, outcome=JoinRequest.Outcome.AGREED)
        return list(agreed.values_list("person", flat=True))

    def requests(self, person: Any) -> Q:
        visible = Community.objects.visible_to(person).values("pk")
        return Q(person=person.pk, outcome=JoinRequest.Outcome.AGREED, community__in=visible)

    def say(self, one: JoinRequest) -> tuple[str, str]:
        return _("you can join now"), one.community.get_absolute_url()


@names_communities
def communities_of(person: Any) -> list[tuple[int, str]]:
    mine = person.memberships.current().order_by("community__sort_key", "community")
    return list(mine.values_list("community", "community__name"))
