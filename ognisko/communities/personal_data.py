"""What communities keep about people, and what export, erasure and time do with it."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.communities.actions.joining import end_membership, lock
from ognisko.communities.models import Community, Consent, Invitation, JoinRequest, Membership, RoleOffer
from ognisko.people.models import Person
from ognisko.personal import Concern, Fate, Held, Retention, StandIns
from ognisko.search.index import index_many
from ognisko.text.markdown import render


def charters_changed(pks: Sequence[int]) -> None:
    """What is derived from a charter is made again: the order of names, the filter, the HTML of the rules."""
    communities = list(Community.objects.filter(pk__in=pks))
    for community in communities:
        community.rules_html = render(community.rules, lang=community.language).html
        community.save()
    index_many(communities)


HELD = [
    Held(
        Community,
        _("communities that you founded"),
        "contributions",
        people={"founder": Fate.PSEUDONYM},
        columns=("id", "name", "topic", "founded_at"),
        community="pk",
        untouched=("sort_key",),
        changed=charters_changed,
    ),
    Held(Consent, _("your consents to join"), "membership", people={"person": Fate.KEEP}),
    Held(Membership, _("your memberships and roles"), "membership", people={"person": Fate.KEEP}),
    Held(
        JoinRequest,
        _("your requests to join"),
        "membership",
        people={"person": Fate.DELETE, "settled_by": Fate.CLEAR},
        community="community_id",
    ),
    Held(
        Invitation,
        _("invitations sent to you"),
        "membership",
        people={"person": Fate.DELETE, "invited_by": Fate.CLEAR},
        addresses={"address": Fate.DELETE},
        community="community_id",
    ),
    Held(
        RoleOffer,
        _("roles offered to you"),
        "membership",
        people={"membership__person": Fate.DELETE, "offered_by": Fate.CLEAR},
    ),
]
RETENTION = [
    Retention(
        "communities.invitations",
        _("Invitations"),
        _("An answered invitation shows for half a year that nobody is asked again; an unanswered one is old by then."),
        365,
        due=lambda before: Invitation.objects.filter(
            Q(answered_at__lt=before) | Q(answered_at=None, made_at__lt=before)
        ),
        least=180,
    ),
    Retention(
        "communities.join_requests",
        _("Settled requests to join"),
        _("The decision is in force; its words are no longer needed."),
        365,
        due=lambda before: JoinRequest.objects.filter(settled_at__lt=before),
        least=30,
    ),
    Retention(
        "communities.role_offers",
        _("Answered offers of roles"),
        _("The role itself stands beside the membership."),
        365,
        due=lambda before: RoleOffer.objects.filter(answered_at__lt=before),
        least=30,
    ),
]


def before_erasure(person: Person) -> list[Concern]:
    """Communities that would have nobody to coordinate them. They stay, and look for somebody."""
    mine = Membership.objects.current().filter(person_id=person.pk, role=Membership.Role.COORDINATOR)
    return [_left_alone(one.community) for one in mine.select_related("community") if _is_only_one(one)]


def at_erasure(person: Person, stand_in: StandIns) -> None:
    """Every membership ends as erased, on its consent; a community left without a coordinator asks its deputies."""
    for membership in Membership.objects.current().filter(person_id=person.pk).select_related("community", "person"):
        lock(membership.community)
        end_membership(membership, ended_as=Membership.End.ERASED, by=person)
    Membership.objects.filter(person_id=person.pk).update(last_seen_on=None)


def _is_only_one(membership: Membership) -> bool:
    leading = Membership.objects.coordinating().filter(
        community_id=membership.community_id, role=Membership.Role.COORDINATOR
    )
    return not leading.exclude(pk=membership.pk).exists()


def _left_alone(community: Community) -> Concern:
    deputies = community.memberships.coordinating().filter(role=Membership.Role.DEPUTY).exists()
    if deputies:
        words = gettext("You alone coordinate the community: %(name)s. It stays, and we ask its deputies to take over.")
    else:
        words = gettext(
            "You alone coordinate the community: %(name)s. It stays, and any member can take the coordination over."
        )
    return Concern(words % {"name": community.name}, community.get_absolute_url())
