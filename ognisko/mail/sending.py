"""Sends letters: claims them by rows, talks to the mail server outside of every transaction, notes what came of it.

A worker that dies with a letter in its hands leaves a claim that runs out; the letter goes again, with the same
Message-ID. No other letter is ever sent twice, and none is lost.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ognisko.mail.models import Letter, LetterQuerySet
from ognisko.mail.outcomes import NoSuchBox, PutOff, Refused, Unreachable
from ognisko.mail.pauses import domain_answered, note_bounce, rest_domain
from ognisko.mail.ways import Way, is_sending, open_way

LEASE = timedelta(minutes=6)  # longer than the slowest conversation with a mail server takes
AT_ONCE = 20  # so many letters before events and the schedule have their turn
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
TRIES = 16  # with the pauses above: for some two days
REST_MIN, REST_MAX = (
    timedelta(seconds=5),
    timedelta(minutes=2),
)  # without a try after the mail server could not be reached
log = logging.getLogger(__name__)


class Postman:
    """Takes letters to the mail server, some in one round, and rests when there is no talking to it."""

    def __init__(self) -> None:
        self.rests_until = timezone.now()
        self.rest = REST_MIN

    def send_letters(self, worker: str) -> int:
        """Send what is due; how many letters were taken. Without a mail server they wait, and the outbox shows them."""
        if not is_sending() or timezone.now() < self.rests_until or not Letter.objects.due().exists():
            return 0
        taken, way = 0, open_way()
        try:
            while taken < AT_ONCE and _is_within_rate() and (letter := _claim(worker)):
                taken += 1
                _send(letter, worker, way)
            self.rest = REST_MIN
        except Unreachable as error:
            self._take_a_rest(error)
        finally:
            way.close()
        return taken

    def _take_a_rest(self, error: Unreachable) -> None:
        log.warning("The mail server cannot be reached: %s", error)
        self.rests_until = timezone.now() + self.rest
        self.rest = min(self.rest * 2, REST_MAX)


def _is_within_rate() -> bool:
    """Whether one more may go in this minute, by all workers together: with those in somebody's hands."""
    if not settings.MAIL_RATE:
        return True
    now = timezone.now()
    lately = Q(sent_at__gt=now - timedelta(minutes=1)) | Q(sent_at=None, failed_at=None, claimed_until__gt=now)
    return Letter.objects.filter(lately).count() < settings.MAIL_RATE


def _claim(worker: str) -> Letter | None:
    with transaction.atomic():
        letter = Letter.objects.due().select_for_update(skip_locked=True).order_by("not_before", "pk").first()
        if letter is None:
            return None
        claim = {"claimed_by": worker, "claimed_until": timezone.now() + LEASE, "attempts": F("attempts") + 1}
        if not Letter.objects.due().filter(pk=letter.pk).update(**claim):
            return None
    letter.attempts += 1
    return letter


def _send(letter: Letter, worker: str, way: Way) -> None:
    try:
        way.hand_over(letter)
    except NoSuchBox as error:
        note_bounce(letter.to_address, said=str(error))
        _fail(letter, worker, error)
    except Refused as error:
        _fail(letter, worker, error)
    except PutOff as error:
        rest_domain(letter.domain, said=str(error))
        _later(letter, worker, error)
    except Exception as error:
        _later(letter, worker, error)
        raise
    else:
        _ours(letter, worker).update(sent_at=timezone.now(), claimed_by="", claimed_until=None, last_error="")
        domain_answered(letter.domain)


def _later(letter: Letter, worker: str, error: Exception) -> None:
    if letter.attempts >= TRIES:
        _fail(letter, worker, error)
        return
    pause = min(FIRST_PAUSE * 2 ** (letter.attempts - 1), LONGEST_PAUSE)
    _ours(letter, worker).update(
        claimed_by="", claimed_until=None, not_before=timezone.now() + pause, last_error=str(error)[:2000]
    )


def _fail(letter: Letter, worker: str, error: Exception) -> None:
    log.warning("Letter %s cannot be delivered: %s", letter.pk, error)
    _ours(letter, worker).update(
        claimed_by="", claimed_until=None, failed_at=timezone.now(), last_error=str(error)[:2000]
    )


def _ours(letter: Letter, worker: str) -> LetterQuerySet:
    return Letter.objects.filter(pk=letter.pk, claimed_by=worker)
