"""The directory of communities: one's own first, then the others, lately active before the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from ognisko.communities.addresses import community_address
from ognisko.communities.coverage import Coverage, coverage_of
from ognisko.communities.models import Community, CommunityQuerySet, Invitation, Membership
from ognisko.communities.permissions import roles_of
from ognisko.people.guests import is_colleague
from ognisko.prepared import Prepared
from ognisko.text.polish import fold
from ognisko.ui.filters import hinged, language, typeset, typo

PAGE = 20
BY_NAME = "name"  # the other order
NOBODY = 0  # the key of no organisation
RHYTHMS = dict(Community.Rhythm.choices)
ENTRIES: dict[str, Any] = {
    Community.Entry.ON_REQUEST: _("you come in on request"),
    Community.Entry.BY_INVITATION: _("you come in by invitation"),
}
COLUMNS = (
    "id",
    "slug",
    "name",
    "topic",
    "rhythm",
    "rhythm_note",
    "entry",
    "visibility",
    "member_count",
    "last_activity_at",
)


@dataclass
class Row:
    """A community as the directory shows it, with its words set."""

    community: Community
    address: str
    name: SafeString
    topic: SafeString
    line: SafeString
    role: str | None
    colleagues: int  # from one's own organisation, who are there already
    invited_by: str


@lru_cache(maxsize=4096)
def _line(rhythm: str, people: str, role: str, entry: str, _language: str) -> SafeString:
    stands = {Membership.Role.OBSERVER: _("you observe"), "": ENTRIES.get(entry, "")}.get(role, _("you take part"))
    return mark_safe("\u00a0· ".join(conditional_escape(one) for one in (typo(rhythm), people, stands) if one))


@dataclass
class Page:
    mine: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)
    later: int | None = None  # the community after which the later page begins


def page_of(person: Any, chosen: dict[str, Any], *, after: str = "") -> Page:
    """`chosen` as from `DirectoryForm.chosen`. One's own stand on the first page only."""
    roles = roles_of(person)
    if not chosen and not after and is_colleague(person):
        return _unfiltered_page(person, roles)
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


def _unfiltered_page(person: Any, roles: dict[int, str]) -> Page:
    """What everybody sees first, from queries kept prepared."""
    mine = _communities(_OWN(person=person.pk)) if roles else []
    others = _communities(_OTHERS(person=person.pk, organisation=person.organisation_id or NOBODY))
    return _dressed(person, roles, mine, others[:PAGE], others[PAGE - 1].pk if len(others) > PAGE else None)


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

    words = language()

    def rows(communities: Iterable[Community]) -> list[Row]:
        return [_row(one, roles.get(one.pk), coverage[one.pk], invited.get(one.pk, ""), words) for one in communities]

    return Page(rows(mine), rows(others), later)


def _row(one: Community, role: str | None, coverage: Coverage, invited_by: str, words: str) -> Row:
    rhythm = str(one.rhythm_note or RHYTHMS.get(one.rhythm, ""))
    return Row(
        community=one,
        address=community_address(one.slug),
        name=typeset(one.name, words),
        topic=hinged(one.topic, words),
        line=_line(rhythm, coverage.in_words, role or "", one.entry, words),
        role=role,
        colleagues=coverage.from_my_organisation,
        invited_by=invited_by,
    )


def _invited_by(person: Any, communities: list[Community]) -> dict[int, str]:
    if not communities or not person.is_authenticated or not person.email:
        return {}
    return {pk: name or "" for pk, name in _INVITED(address=person.email)}


# --- Kept prepared: what everybody signed in sees before they choose anything ---------------------------


class Asker:
    """Somebody signed in, as `visible_to` asks them, while a query is compiled."""

    is_authenticated = is_active = True
    is_guest = False

    def __init__(self, pk: int, organisation_id: int) -> None:
        self.pk = self.id = pk
        self.organisation_id = organisation_id
        self.memberships = Membership.objects.filter(person=pk)


def _own(person: int) -> QuerySet[Any, Any]:
    own = Community.objects.filter(pk__in=_joined(person))
    return _ordered(own, is_by_name=False).values_list(*COLUMNS)


def _others(person: int, organisation: int) -> QuerySet[Any, Any]:
    rest = Community.objects.visible_to(Asker(person, organisation)).exclude(pk__in=_joined(person))
    return _ordered(rest, is_by_name=False).values_list(*COLUMNS)[: PAGE + 1]


def _joined(person: int) -> QuerySet[Any, Any]:
    return Membership.objects.current().filter(person=person).values("community")


def _invited(address: str) -> QuerySet[Any, Any]:
    return Invitation.objects.open().filter(address=address).values_list("community_id", "invited_by__name")


def _communities(rows: Iterable[tuple[Any, ...]]) -> list[Community]:
    return [Community.from_db("default", COLUMNS, row) for row in rows]


_OWN = Prepared(_own, person=int)
_OTHERS = Prepared(_others, person=int, organisation=int)
_INVITED = Prepared(_invited, address=str)
