"""How the office shows itself. Each verb leaves a note in the security log, for it changes what everybody sees."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.audit.log import note
from ognisko.office.models import Face, FundingBlock, Office, Picture
from ognisko.office.permissions import can_keep_face
from ognisko.office.pictures import Cleaned
from ognisko.office.public_face import has_changed

if TYPE_CHECKING:
    from ognisko.people.models import Person

NEEDED = ("programme", "fund", "sentence_pl", "sentence_en", "project_title")  # before the block may be shown


class Incomplete(Exception):
    """Something must be filled in first: `faults` are the names of the boxes, each with what to do."""

    def __init__(self, faults: dict[str, str | Promise]) -> None:
        self.faults = faults
        super().__init__(sorted(faults))


def change_face(*, by: "Person", name: str | None = None, **fields: str) -> Face:
    """`name` is the office's; `fields` are those of Face."""
    with transaction.atomic():
        _guard(by)
        face, _is_new = Face.objects.select_for_update().get_or_create(pk=1)
        changed = _set(face, fields)
        if name is not None:
            changed += ["name"] if Office.objects.filter(pk=1).exclude(name=name).update(name=name) else []
        note("settings_changed", by=by, target=face, what="face", fields=changed)
        has_changed()
    return face


def set_picture(slot: str, picture: Cleaned, *, by: "Person") -> Picture:
    with transaction.atomic():
        _guard(by)
        values = {"kind": picture.kind, "content": picture.content, "digest": picture.digest, "set_at": timezone.now()}
        size = {"width": picture.width, "height": picture.height}
        row, _is_new = Picture.objects.update_or_create(slot=Picture.Slot(slot), defaults=values | size)
        note("settings_changed", by=by, target=row, what="picture", slot=slot, digest=picture.digest)
        has_changed()
    return row


def remove_picture(slot: str, *, by: "Person") -> None:
    with transaction.atomic():
        _guard(by)
        if row := Picture.objects.filter(slot=slot).first():
            note("settings_changed", by=by, target=row, what="picture", slot=slot, digest="")
            row.delete()
            has_changed()


def change_funding(*, by: "Person", is_on: bool, **fields: Any) -> FundingBlock:
    """Keeps what was written in any case; raises Incomplete where it may not be shown yet, and then it is off."""
    with transaction.atomic():
        _guard(by)
        block, _is_new = FundingBlock.objects.select_for_update().get_or_create(pk=1)
        changed = _set(block, fields)
        faults = missing_for_funding(block) if is_on else {}
        changed += _set(block, {"is_on": is_on and not faults})
        note("settings_changed", by=by, target=block, what="funding", fields=changed, is_on=block.is_on)
        has_changed()
    if faults:
        raise Incomplete(faults)
    return block


def missing_for_funding(block: FundingBlock) -> dict[str, str | Promise]:
    faults: dict[str, str | Promise] = {
        name: _("Fill this in before you show the block.") for name in NEEDED if not getattr(block, name)
    }
    kept = set(Picture.objects.values_list("slot", flat=True))
    faults |= {
        f"picture_{slot}": _("Choose the file of this mark before you show the block.")
        for slot in block.alts()
        if slot not in kept
    }
    if block.region and Picture.Slot.REGION not in kept:
        faults[f"picture_{Picture.Slot.REGION}"] = _("Choose the file of this mark, or take the region out.")
    return faults


def _set(row: Face | FundingBlock, fields: dict[str, Any]) -> list[str]:
    changed = [key for key, value in fields.items() if getattr(row, key) != value]
    for key in changed:
        setattr(row, key, fields[key])
    if changed:
        row.save(update_fields=changed)
    return changed


def _guard(by: "Person") -> None:
    if not can_keep_face(by):
        raise PermissionDenied
