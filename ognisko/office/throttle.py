"""Trying again waits longer and longer, but never for ever.

A try is counted before it is made and given back when it succeeds, so that many at the same moment, in several
processes, cannot all be made for free.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from ognisko.office.models import Throttle
from ognisko.ui.addresses import address_to_count


@dataclass(frozen=True)
class Pace:
    """So many tries are free; then the wait doubles from `first` up to `longest`; a quiet `rest` forgets all."""

    free: int
    first: timedelta = timedelta(seconds=10)
    longest: timedelta = timedelta(minutes=15)
    rest: timedelta = timedelta(hours=2)

    def wait_after(self, tries: int) -> timedelta:
        if tries <= self.free:
            return timedelta(0)
        doublings = min(tries - self.free - 1, 20)
        return min(self.first * 2**doublings, self.longest)


SIGN_IN_BY_ACCOUNT = Pace(free=5)
SIGN_IN_BY_ADDRESS = Pace(free=20)
LETTERS_BY_ACCOUNT = Pace(free=3, first=timedelta(minutes=1), longest=timedelta(hours=1))
LETTERS_BY_ADDRESS = Pace(free=20, first=timedelta(minutes=1), longest=timedelta(hours=1))
FIRST_RUN = Pace(free=5)
REPORTS = Pace(free=5, first=timedelta(minutes=1), longest=timedelta(hours=1))  # of problems with accessibility


class TooMany(Exception):
    """Says how long to wait: in `words` on the 429 page, in `seconds` to programs (Retry-After)."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(wait)

    @property
    def seconds(self) -> int:
        return max(1, math.ceil(self.wait.total_seconds()))

    @property
    def words(self) -> str:
        return in_words(self.seconds)


def count_try(what: str, who: str, pace: Pace) -> None:
    """Count one try of `who`; raises TooMany, counting nothing, while the wait of the last one lasts."""
    now = timezone.now()
    key = _key(what, who)
    with transaction.atomic():
        row = _locked(key, now)
        if row.wait_until and row.wait_until > now:
            raise TooMany(row.wait_until - now)
        row.tries = 1 if now - row.last_try_at > pace.rest else row.tries + 1
        row.last_try_at, row.wait_until = now, now + pace.wait_after(row.tries)
        row.save(update_fields=["tries", "last_try_at", "wait_until"])


def give_back(what: str, who: str) -> None:
    """The try succeeded: it counts no more, but those before it do."""
    with transaction.atomic():
        row = Throttle.objects.select_for_update().filter(key=_key(what, who)).first()
        if row:
            row.tries, row.wait_until = max(row.tries - 1, 0), None
            row.save(update_fields=["tries", "wait_until"])


def forget(what: str, who: str) -> None:
    """The person has shown who they are: all tries under this key are forgotten."""
    Throttle.objects.filter(key=_key(what, who)).delete()


def of_request(request: HttpRequest) -> str:
    """Who a request comes from, for counting."""
    return address_to_count(request.META, settings.TRUSTED_PROXIES)


def in_words(seconds: int) -> str:
    if seconds < 60:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    minutes = math.ceil(seconds / 60)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


def _locked(key: str, now: datetime) -> Throttle:
    row, is_new = Throttle.objects.select_for_update().get_or_create(key=key, defaults={"last_try_at": now})
    if is_new:
        Throttle.objects.filter(last_try_at__lt=now - timedelta(days=1)).delete()
    return row


def _key(what: str, who: str) -> str:
    return salted_hmac(f"ognisko.throttle.{what}", who.lower(), algorithm="sha256").hexdigest()
