"""What the office decides: for how long something is kept, and what a text says of somebody erased."""

import re

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ognisko.audit.log import note
from ognisko.people.models import Person
from ognisko.privacy import permissions, retention, sweeping
from ognisko.privacy.models import Period, Place
from ognisko.privacy.stand_ins import nobody


@transaction.atomic
def set_period(key: str, *, by: Person, days: int) -> Period:
    if not permissions.can_keep_periods(by):
        raise PermissionDenied
    rule = retention.rules()[key]
    if not rule.least <= days <= rule.most:
        raise ValidationError(
            _("Write a number of days from %(least)d to %(most)d.") % {"least": rule.least, "most": rule.most}
        )
    before = retention.days(rule)
    period, _is_new = Period.objects.update_or_create(key=key, defaults={"days": days, "changed_at": timezone.now()})
    if before != days:
        note("settings_changed", by=by, target=period, what=f"retention.{key}", before=before, after=days)
    return period


@transaction.atomic
def settle_place(place: Place, *, by: Person, replace: bool) -> Place:
    """Put a pseudonym where the text speaks of somebody erased, or say that it speaks of somebody else."""
    if not permissions.keeps_privacy(by):
        raise PermissionDenied
    if place.settled_at is not None:
        return place
    is_replaced = replace and _put_pseudonym(place)
    if replace and not is_replaced:
        raise ValidationError(_("The text has changed since. Read it again, and correct it there if it is needed."))
    place.settled_at, place.is_replaced = timezone.now(), is_replaced
    place.save(update_fields=["settled_at", "is_replaced"])
    note("person_changed", by=by, target=place, replaced=is_replaced, model=place.model, object=place.object_id)
    return place


def _put_pseudonym(place: Place) -> bool:
    model = apps.get_model(place.model)
    rows = model._base_manager.select_for_update().filter(pk=place.object_id)
    text = rows.values_list(place.field, flat=True).first()
    if text is None or sweeping.digest(text) != place.digest:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        words = nobody()  # no row tells any more which pseudonym was theirs
    end = place.start + place.length
    fresh = {place.field: text[: place.start] + words + text[end:]}
    for html in {f"{place.field}_html", "html"} & {field.name for field in model._meta.concrete_fields}:
        shown = str(rows.values_list(html, flat=True).first() or "")
        fresh[html] = _same_one_replaced(shown, text, place, words)
    model._base_manager.filter(pk=place.object_id).update(**fresh)
    sweeping.shift_places(place, words, fresh[place.field])
    sweeping.tell_changed({model: [place.object_id]})
    return True


def _same_one_replaced(html: str, text: str, place: Place, words: str) -> str:
    """What is shown holds the same words in the same order: the one that stands there as often as in the text."""
    called = text[place.start : place.start + place.length]
    whole = re.compile(rf"(?<!\w){re.escape(called)}(?!\w)")
    number = len(whole.findall(text[: place.start]))
    found = list(whole.finditer(html))
    if number >= len(found):
        return html
    return html[: found[number].start()] + words + html[found[number].end() :]
