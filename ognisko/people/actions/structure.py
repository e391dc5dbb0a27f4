"""Organisations and units: added, renamed, moved within their tree. How they were before stays known."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.models import FormerOrganisation, FormerUnit, Organisation, Person, Unit
from ognisko.people.permissions import can_change_structure
from ognisko.people.structure import DEEPEST, depth_below, path_up

UNIT = frozenset({"name", "short_name", "unit_type"})
ORGANISATION = frozenset({"name", "short_name", "regon", "teryt", "delivery_address"})


def add_organisation(
    *, name: str, by: Person | None, short_name: str = "", parent: Organisation | None = None, **details: str
) -> Organisation:
    must_change_structure(by)
    _known(details, ORGANISATION)
    with transaction.atomic():
        _guard_place(Organisation(name=name), parent)
        organisation = Organisation.objects.create(
            name=name, short_name=short_name, parent=parent, valid_from=timezone.localdate(), **details
        )
        record_change("people.add_organisation", organisation, by=by)
    return organisation


def add_unit(
    organisation: Organisation,
    *,
    name: str,
    by: Person | None,
    parent: Unit | None = None,
    short_name: str = "",
    unit_type: str = "",
    since: date | None = None,
) -> Unit:
    must_change_structure(by)
    with transaction.atomic():
        if by is not None:
            _guard_place(Unit(name=name, organisation=organisation), parent)
        unit = Unit.objects.create(
            organisation=organisation,
            name=name,
            short_name=short_name,
            unit_type=unit_type,
            parent=parent,
            valid_from=since or timezone.localdate(),
        )
        record_change("people.add_unit", unit, by=by)
    return unit


def change_unit(unit: Unit, *, by: Person, since: date | None = None, **fields: str) -> Unit:
    """Name, symbol, kind. A new name holds from a day on; before it the unit is known by the old one."""
    return _change(unit, "people.change_unit", UNIT, by=by, since=since, fields=fields)


def change_organisation(organisation: Organisation, *, by: Person, since: date | None = None, **fields: str) -> Any:
    return _change(organisation, "people.change_organisation", ORGANISATION, by=by, since=since, fields=fields)


def move_unit(unit: Unit, *, under: Unit | None, by: Person, since: date | None = None) -> Unit:
    """Under another unit of the same organisation, or to its top. What lies below moves along."""
    return _move(unit, "people.move_unit", under=under, by=by, since=since)


def move_organisation(
    organisation: Organisation, *, under: Organisation | None, by: Person, since: date | None = None
) -> Organisation:
    return _move(organisation, "people.move_organisation", under=under, by=by, since=since)


def must_change_structure(by: Person | None) -> None:
    if not can_change_structure(by):
        raise PermissionDenied


def lock_trees() -> None:
    """Two who change the trees at once do so one after the other: only so nobody closes a circle with another."""
    list(Organisation.objects.select_for_update().order_by("pk").values_list("pk")[:1])


def record_change(verb: str, node: Organisation | Unit, *, by: Person | None, **facts: Any) -> None:
    log.record(verb, by=by, target=node, **facts)
    note(Event.STRUCTURE_CHANGED, by=by, target=node, verb=verb)


def remember(node: Organisation | Unit, since: date) -> None:
    """Before a change: how the node was until that day. Of two changes on one day the first one remembers."""
    former: Any = FormerUnit if isinstance(node, Unit) else FormerOrganisation
    if since > timezone.localdate():
        raise ValidationError({"since": gettext("This day is still ahead. Make the change on that day.")})
    if node.valid_from and since < node.valid_from:
        raise ValidationError({"since": gettext("This day is before the beginning of the unit. Choose a later one.")})
    if former.objects.filter(node=node, until__gt=since).exists():
        raise ValidationError({"since": gettext("This day is before the last change. Choose a later one.")})
    before: Any = type(node).objects.get(pk=node.pk)
    former.objects.get_or_create(
        node=node,
        until=since,
        defaults={"name": before.name, "short_name": before.short_name, "parent": before.parent},
    )


def _change(
    node: Any, verb: str, known: frozenset[str], *, by: Person, since: date | None, fields: dict[str, str]
) -> Any:
    must_change_structure(by)
    _known(fields, known)
    with transaction.atomic():
        changed = sorted(key for key, value in fields.items() if getattr(node, key) != value)
        if not changed:
            return node
        if {"name", "short_name"} & set(changed):
            remember(node, since or timezone.localdate())
        for key in changed:
            setattr(node, key, fields[key])
        node.save(update_fields=[*changed, "sort_key"])
        record_change(verb, node, by=by, fields=changed)
    return node


def _move(node: Any, verb: str, *, under: Any, by: Person, since: date | None) -> Any:
    must_change_structure(by)
    with transaction.atomic():
        lock_trees()
        if node.parent_id == (under.pk if under else None):
            return node
        _guard_place(node, under)
        remember(node, since or timezone.localdate())
        before, node.parent = node.parent_id, under
        node.save(update_fields=["parent"])
        record_change(verb, node, by=by, from_parent=before, to_parent=under.pk if under else None)
    return node


def _guard_place(node: Any, parent: Any) -> None:
    """A node may lie anywhere but below itself, in another organisation, below what has ended, or too deep."""
    if parent is None:
        return
    above = path_up(parent)
    if node.pk and node.pk in above:
        raise ValidationError(
            gettext("“%(name)s” would lie below itself. Choose a place that is not below it.") % {"name": node.name},
            code="circle",
        )
    if isinstance(node, Unit) and node.organisation_id != parent.organisation_id:
        raise ValidationError(gettext("A unit lies only below a unit of the same organisation."))
    if parent.valid_to and parent.valid_to <= timezone.localdate():
        raise ValidationError(gettext("“%(name)s” has ended. Choose another place.") % {"name": parent.name})
    if len(above) + depth_below(node) > DEEPEST:
        raise ValidationError(gettext("That would be more than %(most)s levels.") % {"most": DEEPEST})


def _known(fields: dict[str, str], known: frozenset[str]) -> None:
    if unknown := fields.keys() - known:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
