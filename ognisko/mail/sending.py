"""Sends letters: claims them by rows, talks to the mail server outside of every transaction, notes what came of it.

A worker that dies with a letter in its hands leaves a claim that runs out; the letter goes again, with the same
Message-ID. No other letter is ever sent twice, and none is lost.
"""

import logging
import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ognisko.mail.envelope import compose, plain_address, sender_address
from ognisko.mail.models import Letter, LetterQuerySet

PATIENCE = 20  # seconds for each answer of the mail server
LEASE = timedelta(minutes=6)  # longer than the slowest conversation with a mail server takes
AT_ONCE = 20  # so many letters before events and the schedule have their turn
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
TRIES = 16  # with the pauses above: for some two days
REST_MIN, REST_MAX = (
    timedelta(seconds=5),
    timedelta(minutes=2),
)  # without a try after the mail server could not be reached
log = logging.getLogger(__name__)


class Refused(Exception):
    """The mail server will never take this letter."""


class PutOff(Exception):
    """The mail server may take this letter at another time."""


class Unreachable(Exception):
    """There is no talking to the mail server now; it is not this letter's fault."""


class Postman:
    """Holds the conversation with the mail server for one round, and rests when there is none to be had."""

    def __init__(self) -> None:
        self.rests_until = timezone.now()
        self.rest = REST_MIN

    def send_letters(self, worker: str) -> int:
        """Send what is due; how many letters were taken. Without a mail server they wait, and the outbox shows them."""
        if not settings.SMTP_HOST or timezone.now() < self.rests_until or not Letter.objects.due().exists():
            return 0
        taken = 0
        server: smtplib.SMTP | None = None
        try:
            while taken < AT_ONCE and (letter := _claim(worker)):
                taken += 1
                try:
                    server = server or connect()
                    _send(letter, worker, server)
                except Exception as error:
                    _later(letter, worker, error)
                    raise
            self.rest = REST_MIN
        except Unreachable as error:
            self._take_a_rest(error)
        finally:
            _part_from(server)
        return taken

    def _take_a_rest(self, error: Unreachable) -> None:
        log.warning("The mail server %s cannot be reached: %s", settings.SMTP_HOST, error)
        self.rests_until = timezone.now() + self.rest
        self.rest = min(self.rest * 2, REST_MAX)


def connect() -> smtplib.SMTP:
    """A conversation with the mail server, secured and signed in as the settings say."""
    try:
        server = _reach()
    except OSError as error:  # smtplib's own faults are OSErrors as well
        raise Unreachable(f"{type(error).__name__}: {error}") from error
    try:
        if settings.SMTP_SECURITY == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.SMTP_USER:
            server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
    except (OSError, ValueError) as error:
        server.close()
        raise Unreachable(f"{type(error).__name__}: {error}") from error
    return server


def _reach() -> smtplib.SMTP:
    host, port, me = settings.SMTP_HOST, settings.SMTP_PORT, settings.MAIL_DOMAIN
    if settings.SMTP_SECURITY == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, local_hostname=me, timeout=PATIENCE, context=context)
    return smtplib.SMTP(host, port, local_hostname=me, timeout=PATIENCE)


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


def _send(letter: Letter, worker: str, server: smtplib.SMTP) -> None:
    try:
        _hand_over(letter, server)
    except Refused as error:
        _fail(letter, worker, error)
    except PutOff as error:
        _later(letter, worker, error)
    else:
        _ours(letter, worker).update(sent_at=timezone.now(), claimed_by="", claimed_until=None, last_error="")


def _hand_over(letter: Letter, server: smtplib.SMTP) -> None:
    """Returns when the server took the letter; every other end is one of the three exceptions above."""
    message, receiver = _composed(letter)
    try:
        server.send_message(message, sender_address(), receiver)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _judge(code, words, error)
    except smtplib.SMTPServerDisconnected as error:
        raise Unreachable(str(error)) from error
    except smtplib.SMTPResponseException as error:
        _judge(error.smtp_code, error.smtp_error, error)
    except smtplib.SMTPNotSupportedError as error:  # an address of letters that this server does not take
        raise Refused(str(error)) from error
    except OSError as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from error


def _composed(letter: Letter) -> tuple[EmailMessage, str]:
    try:
        return compose(letter), plain_address(letter.to_address)
    except Exception as error:  # whatever the library finds wrong with an address, no server could be given it
        raise Refused(f"{type(error).__name__}: {error}") from error


def _judge(code: int, words: bytes | str, error: Exception) -> None:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    if code == 421:  # the server is closing; the next letter needs a new conversation
        raise Unreachable(f"{code} {said}") from error
    if code >= 500:
        raise Refused(f"{code} {said}") from error
    raise PutOff(f"{code} {said}") from error


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


def _part_from(server: smtplib.SMTP | None) -> None:
    if server is None:
        return
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
