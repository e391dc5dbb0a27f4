"""The directory of communities: one's own first, then the others, lately active before the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ognisko.communities.addresses import community_address
from ognisko.communities.models import Community, CommunityQuerySet, Invitation, Membership
from ognisko.communities.permissions import roles_of
from ognisko.communities.who_is_here import Coverage, coverage_of
from ognisko.text.polish import fold

PAGE = 20
BY_NAME = "name"  # the other order
COLUMNS = ("slug", "name", "topic", "rhythm", "rhythm_note", "entry", "visibility", "member_count", "last_activity_at")


@dataclass
class Row:
    community: Community
    address: str
    role: str | None
    coverage: Coverage
    invited_by: str = ""

    @property
    def rhythm(self) -> str:
        return self.community.rhythm_note or self.community.get_rhythm_display()


@dataclass
class Page:
    mine: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)
    later: int | None = None  # the community after which the later page begins


def page_of(person: Any, chosen: dict[str, Any], *, after: str = "") -> Page:
    """`chosen` as from `DirectoryForm.chosen`. One's own stand on the first page only."""
    roles = roles_of(person)
    visible = filtered(Community.objects.visible_to(person), person, chosen).only(*COLUMNS)
    own = filtered(Community.objects.filter(pk__in=list(roles)), person, chosen).only(*COLUMNS)
    is_by_name = chosen.get("order") == BY_NAME
    mark = _mark(visible, after)
    mine = list(_ordered(own, is_by_name)) if roles and not mark else []
    others: list[Community] = []
    if not chosen.get("mine"):
        rest = visible.exclude(pk__in=list(roles)) if roles else visible
        rest = rest.filter(_stands_after(mark, is_by_name)) if mark else rest
        others = list(_ordered(rest, is_by_name)[: PAGE + 1])
    later = others[PAGE - 1].pk if len(others) > PAGE else None
    return _dressed(person, roles, mine, others[:PAGE], later)


def filtered(communities: CommunityQuerySet, person: Any, chosen: dict[str, Any]) -> CommunityQuerySet:
    for word in fold(chosen.get("q", "")).split():
        communities = communities.filter(folded_text__contains=word)
    for name in ("area", "rhythm", "entry"):
        if chosen.get(name):
            communities = communities.filter(**{f"{name}__in": chosen[name]})
    if chosen.get("people") and (where := _people_from(person, chosen["people"])) is not None:
        here = Membership.objects.current().filter(where, community=OuterRef("pk"))
        communities = communities.filter(Exists(here))
    return communities


def _people_from(person: Any, where: str) -> Q | None:
    if where == "unit":
        return Q(person__unit=person.unit_id) if person.unit_id else None
    if not person.organisation_id:
        return None
    own = Q(person__organisation=person.organisation_id)
    return own if where == "organisation" else ~own & Q(person__organisation__isnull=False)


def _ordered(communities: CommunityQuerySet, is_by_name: bool) -> CommunityQuerySet:
    return communities.in_order() if is_by_name else communities.order_by("-last_activity_at", "-pk")


def _mark(visible: CommunityQuerySet, after: str) -> Community | None:
    """The community after which the page begins, if the person sees it."""
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        return None
    return visible.only("sort_key", "last_activity_at").filter(pk=int(after)).first()


def _stands_after(mark: Community, is_by_name: bool) -> Q:
    if is_by_name:
        return Q(sort_key__gt=mark.sort_key) | Q(sort_key=mark.sort_key, pk__gt=mark.pk)
    moment = mark.last_activity_at
    return Q(last_activity_at__lt=moment) | Q(last_activity_at=moment, pk__lt=mark.pk)


def _dressed(
    person: Any, roles: dict[int, str], mine: list[Community], others: list[Community], later: int | None
) -> Page:
    coverage = coverage_of([*mine, *others], person)
    invited = _invited_by(person, others)

    def rows(communities: Iterable[Community]) -> list[Row]:
        return [
            Row(one, community_address(one.slug), roles.get(one.pk), coverage[one.pk], invited.get(one.pk, ""))
            for one in communities
        ]

    return Page(rows(mine), rows(others), later)


def _invited_by(person: Any, communities: list[Community]) -> dict[int, str]:
    if not communities or not person.is_authenticated:
        return {}
    invitations = Invitation.objects.open().to(person).filter(community__in=[one.pk for one in communities])
    return {pk: name or "" for pk, name in invitations.values_list("community_id", "invited_by__name")}
