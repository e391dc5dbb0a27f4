import secrets
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.communities.actions.joining import begin_membership, lock
from ognisko.communities.models import Community, Consent, Membership
from ognisko.communities.permissions import Ability, can_create_community, has_ability
from ognisko.people.models import Organisation, Person
from ognisko.search.index import index
from ognisko.text.clean import clean_text
from ognisko.text.markdown import render
from ognisko.text.polish import slugify

LINES = ("questions", "covers", "does_not_cover")
TEXTS = ("name", "topic", "for_whom", "rhythm_note", "rules")
CHOICES = ("rhythm", "area", "language", "visibility", "entry")
CHARTER = (*TEXTS, *LINES, *CHOICES)
DERIVED = ("slug", "sort_key", "folded_name", "folded_text", "rules_html")

KEPT_FREE = {"nowa", "new", "role", "roles"}  # the last parts of addresses that pages have taken


@transaction.atomic
def create_community(
    *,
    by: Person,
    name: str,
    topic: str,
    organisations: Iterable[Organisation] = (),
    external_id: str | None = None,
    **charter: object,
) -> Community:
    """Every colleague may, a guest not; the founder comes in by their own act, and coordinates.

    `charter` holds the fields named in CHARTER; the rest keep their defaults.
    """
    if not can_create_community(by):
        raise PermissionDenied
    now = timezone.now()
    community = Community(founder=by, founded_at=now, last_activity_at=now, external_id=external_id)
    _fill(community, {"name": name, "topic": topic, **charter})
    _save_at_free_slug(community)
    community.organisations.set(organisations)
    index(community)
    begin_membership(community, by=by, door=Consent.Door.FOUNDING, role=Membership.Role.COORDINATOR, at=now)
    log.record("communities.create", by=by, target=community, community_id=community.pk, at=now)
    return community


@transaction.atomic
def change_charter(
    community: Community, *, by: Person, organisations: Iterable[Organisation] | None = None, **charter: object
) -> Community:
    """The address stays when the name changes, and becomes another when the circle of those who see it does."""
    if not has_ability(by, community, Ability.EDIT_CHARTER):
        raise PermissionDenied
    lock(community)
    before = {field: getattr(community, field) for field in CHARTER}
    _fill(community, charter)
    if _circle(community.visibility) != _circle(str(before["visibility"])):
        community.slug = free_slug(community)
    community.save(update_fields=[*CHARTER, *DERIVED])
    if organisations is not None:
        community.organisations.set(organisations)
    index(community)
    changed = [field for field in CHARTER if getattr(community, field) != before[field]]
    log.record("communities.change_charter", by=by, target=community, community_id=community.pk, fields=changed)
    return community


def _save_at_free_slug(community: Community) -> None:
    """Two founders may think of one name at one moment: the second gets the next address."""
    community.slug = free_slug(community)
    try:
        with transaction.atomic():
            community.save()
    except IntegrityError:
        community.slug = free_slug(community)
        community.save()


def free_slug(community: Community) -> str:
    """Readable for what everyone signed in may see. Otherwise random, or with a random end, since an address that is
    taken would tell a stranger that somebody uses the name."""
    readable = slugify(community.name)
    if community.is_hidden or not readable:
        return secrets.token_hex(8)
    if community.visibility == Community.Visibility.ORGANISATIONS:
        return f"{readable}-{secrets.token_hex(4)}"
    alike = Community.objects.filter(slug__startswith=readable).exclude(pk=community.pk)
    taken = set(alike.values_list("slug", flat=True)) | KEPT_FREE
    number, slug = 1, readable
    while slug in taken:
        number += 1
        slug = f"{readable}-{number}"
    return slug


def _circle(visibility: str) -> str:
    return "all" if visibility in Community.SEEN_BY_ALL_SIGNED_IN else visibility


def _fill(community: Community, charter: dict[str, object]) -> None:
    unknown = set(charter) - set(CHARTER)
    assert not unknown, f"no such field of a charter: {unknown}"
    for field, value in charter.items():
        setattr(community, field, _cleaned(field, value))
    community.rules_html = render(community.rules, lang=community.language).html


def _cleaned(field: str, value: object) -> object:
    if field in LINES:
        assert isinstance(value, list | tuple)
        return [line for line in (clean_text(str(line)).strip() for line in value) if line]
    return clean_text(str(value)).strip() if field in TEXTS else str(value)
