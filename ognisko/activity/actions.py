"""What an administrator does about work that got stuck; each act leaves a note in the security log."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ognisko.activity.models import Event, Firing
from ognisko.activity.permissions import can_keep_machine
from ognisko.activity.telling import tell_again
from ognisko.audit.events import Event as Noted
from ognisko.audit.log import note

if TYPE_CHECKING:
    from ognisko.people.models import Person

ANEW = {"attempts": 0, "claimed_by": "", "claimed_until": None}


def try_event_again(event: Event, *, by: "Person") -> bool:
    """Let the worker tell an event that it gave up; False when it is told, or tried anyway."""
    with transaction.atomic():
        _guard(by)
        was_stuck = bool(Event.objects.stuck().filter(pk=event.pk).update(**ANEW))
        if was_stuck:
            note(Noted.WORK_TRIED_AGAIN, by=by, target=event, verb=event.verb)
    return was_stuck


def try_all_events_again(*, by: "Person") -> int:
    with transaction.atomic():
        _guard(by)
        count = tell_again()
        if count:
            note(Noted.WORK_TRIED_AGAIN, by=by, events=count)
    return count


def fire_again(firing: Firing, *, by: "Person") -> bool:
    """Let the worker do what failed without the rest of its pause; False while it is being done, or is done."""
    with transaction.atomic():
        _guard(by)
        is_free = bool(Firing.objects.in_nobodys_hands().filter(pk=firing.pk).update(**ANEW))
        if is_free:
            note(Noted.WORK_TRIED_AGAIN, by=by, target=firing, job=firing.name)
    return is_free


def _guard(by: "Person") -> None:
    if not can_keep_machine(by):
        raise PermissionDenied
