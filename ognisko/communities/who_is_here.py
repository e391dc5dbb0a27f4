"""Reading who is in a community: as many facts as the one who looks may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from ognisko.communities.models import Community, Membership, MembershipQuerySet
from ognisko.communities.permissions import role_of
from ognisko.people.addresses import person_address
from ognisko.people.guests import is_colleague
from ognisko.prepared import Prepared
from ognisko.text.excerpt import excerpt
from ognisko.text.polish import fold

SAMPLE = 5
MOST_LEADING = 10
PAGE = 50
IN_A_LINE = 120
NOBODY = 0  # the key of no person, no unit and no organisation

FIELDS = (
    "pk",
    "person_id",
    "person__name",
    "person__unit__name",
    "person__organisation_id",
    "person__organisation__name",
    "person__organisation__short_name",
    "role",
    "person__can_help",
    "person__is_guest",
    "guest_until",
)

_RANKS = (Membership.Role.COORDINATOR, Membership.Role.DEPUTY)
_RANK = Case(*(When(role=role, then=Value(rank)) for rank, role in enumerate(_RANKS)), default=Value(len(_RANKS)))


@dataclass(frozen=True)
class Here:
    """One person of a community, as lists show them: by name and place, without a title."""

    membership_id: int
    person_id: int
    name: str
    place: str
    role: str
    helps_with: str
    is_guest: bool
    guest_until: date | None

    @property
    def address(self) -> str:
        return person_address(self.person_id)

    @property
    def role_in_words(self) -> str:
        return str(Membership.Role(self.role).label)

    @property
    def is_leading(self) -> bool:
        return self.role in _RANKS


def people_shown_to(person: Any, community: Community) -> MembershipQuerySet:
    """Members see everybody; colleagues who see the community, those who stand in the directory; others, nobody."""
    here = Membership.objects.current().filter(community=community, person__is_active=True)
    if person.is_authenticated and role_of(person, community):
        return here
    return here.filter(person__is_listed=True) if is_colleague(person) else here.none()


def leading_and_some(community: Community, person: Any) -> tuple[list[Here], list[Here]]:
    """Who coordinates and deputises, named to every colleague, since that is whom one turns to; and a few others.

    First those who said what they can help with, from other units than one's own; then those who came last.
    """
    if not (is_colleague(person) or role_of(person, community)):
        return [], []
    asked = _SEEN_INSIDE if role_of(person, community) else _SEEN_OUTSIDE
    here = _here(asked(community=community.pk, unit=person.unit_id or NOBODY), person)
    leading = [one for one in here if one.is_leading]
    return leading, here[len(leading) :][:SAMPLE]


def _seen(community: int, unit: int, listed: Q) -> QuerySet[Any, Any]:
    shown = Membership.objects.current().filter(community=community, person__is_active=True)
    shown = shown.filter(listed | Q(role__in=_RANKS))
    says_how = Case(When(person__can_help="", then=Value(1)), default=Value(0), output_field=IntegerField())
    elsewhere = Case(When(person__unit=unit, then=Value(1)), default=Value(0), output_field=IntegerField())
    shown = shown.order_by(_RANK, says_how, elsewhere, "-joined_at", "-pk")
    return shown.values_list(*FIELDS)[: MOST_LEADING + SAMPLE]


_SEEN_INSIDE = Prepared(partial(_seen, listed=~Q(pk=None)), community=int, unit=int)
_SEEN_OUTSIDE = Prepared(partial(_seen, listed=Q(person__is_listed=True)), community=int, unit=int)


def page_of_people(
    people: MembershipQuerySet, person: Any, *, q: str = "", after: str = ""
) -> tuple[list[Here], int | None]:
    """By name; the second value is the person after whom the later page begins."""
    for word in fold(q).split():
        people = people.filter(person__folded_name__contains=word)
    if after.isascii() and after.isdecimal() and len(after) < 19:
        mark = people.filter(person=int(after)).values_list("person__sort_key", flat=True).first()
        if mark is not None:
            people = people.filter(Q(person__sort_key__gt=mark) | Q(person__sort_key=mark, person_id__gt=int(after)))
    here = _here(people.order_by("person__sort_key", "person_id").values_list(*FIELDS)[: PAGE + 1], person)
    return here[:PAGE], here[PAGE - 1].person_id if len(here) > PAGE else None


def _here(rows: Iterable[tuple[Any, ...]], reader: Any) -> list[Here]:
    """`rows` hold FIELDS."""
    own = getattr(reader, "organisation_id", None)
    return [
        Here(
            pk, person_id, name, _place(unit, "" if office == own else short or long), role,
            excerpt(helps, IN_A_LINE), bool(is_guest), until,
        )
        for pk, person_id, name, unit, office, long, short, role, helps, is_guest, until in rows
    ]  # fmt: skip


def _place(unit: str | None, organisation: str | None) -> str:
    """Of colleagues the unit is enough; of others the office is said too."""
    return ", ".join(filter(None, (unit, organisation)))
