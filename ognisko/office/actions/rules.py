"""What administrators choose in the product. Each verb leaves a note in the security log."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.office.everybody_out import end_other_ways
from ognisko.office.models import FreeDay, HouseRules
from ognisko.office.permissions import can_keep_rules
from ognisko.office.public_face import has_changed

if TYPE_CHECKING:
    from ognisko.people.models import Person


def change_registration(mode: str, *, domains: Sequence[str], by: "Person") -> HouseRules:
    """Who may make an account; an empty `mode` leaves it to the environment again."""
    with transaction.atomic():
        rules = _rules(by)
        was = [rules.registration, len(rules.domains)]
        rules.registration, rules.domains = mode, list(domains) if mode else []
        _save(rules, by, "registration", "domains")
        now = [rules.registration, len(rules.domains)]
        note(Event.SETTINGS_CHANGED, by=by, target=rules, what="registration", was=was, now=now)
    return rules


def add_free_day(day: date, *, name: str, by: "Person") -> FreeDay:
    with transaction.atomic():
        _guard(by)
        free = FreeDay.objects.create(day=day, name=name, set_by=by)
        note(Event.SETTINGS_CHANGED, by=by, target=free, what="free_day", day=day.isoformat())
    return free


def remove_free_day(free: FreeDay, *, by: "Person") -> None:
    with transaction.atomic():
        _guard(by)
        note(Event.SETTINGS_CHANGED, by=by, target=free, what="free_day_removed", day=free.day.isoformat())
        free.delete()


def begin_read_only(*, words: str, by: "Person") -> HouseRules:
    """From now on people only read; `words` tell them why, and until when. Said again, the words change."""
    with transaction.atomic():
        rules = _rules(by)
        rules.read_only_since, rules.read_only_words = rules.read_only_since or timezone.now(), words
        _save(rules, by, "read_only_since", "read_only_words")
        note(Event.READ_ONLY_ON, by=by, target=rules)
        has_changed()
    return rules


def end_read_only(*, by: "Person") -> HouseRules:
    with transaction.atomic():
        rules = _rules(by)
        if rules.read_only_since is None:
            return rules
        rules.read_only_since, rules.read_only_words = None, ""
        _save(rules, by, "read_only_since", "read_only_words")
        note(Event.READ_ONLY_OFF, by=by, target=rules)
        has_changed()
    return rules


def sign_everybody_out(*, by: "Person") -> int:
    """Every session ends, the own one too, and so does every link that would sign somebody in; how many sessions."""
    with transaction.atomic():
        _guard(by)
        UserSession.objects.all().delete()
        count = Session.objects.all().delete()[0]
        end_other_ways()
        note(Event.EVERYBODY_SIGNED_OUT, by=by, sessions=count)
    return count


def _guard(by: "Person") -> None:
    if not can_keep_rules(by):
        raise PermissionDenied


def _rules(by: "Person") -> HouseRules:
    _guard(by)
    HouseRules.objects.get_or_create(pk=1)
    return HouseRules.objects.select_for_update().get(pk=1)


def _save(rules: HouseRules, by: "Person", *fields: str) -> None:
    rules.changed_at, rules.changed_by = timezone.now(), by
    rules.save(update_fields=[*fields, "changed_at", "changed_by"])
