"""The way of letters through a mail server, by SMTP."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from typing import NoReturn

from django.conf import settings

from ognisko.mail.envelope import compose, plain_address, sender_address
from ognisko.mail.models import Letter
from ognisko.mail.outcomes import NoSuchBox, PutOff, Refused, Unreachable

PATIENCE = 20  # seconds for each answer of the mail server
NO_BOX = {550, 551, 553}  # RFC 5321, 4.2.3
NOT_ABOUT_THE_BOX = re.compile(r"\b5\.7\.|\b5\.2\.[2-4]|relay|spam|block|polic", re.I)  # RFC 3463: we, or a full box


class Conversation:
    """One connection, begun with the first letter and used for the others of the round."""

    def __init__(self) -> None:
        self.server: smtplib.SMTP | None = None

    def hand_over(self, letter: Letter) -> None:
        self.server = self.server or connect()
        _hand_over(letter, self.server)

    def close(self) -> None:
        if self.server is None:
            return
        try:
            self.server.quit()
        except (OSError, smtplib.SMTPException):
            self.server.close()


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


def _hand_over(letter: Letter, server: smtplib.SMTP) -> None:
    message, receiver = _composed(letter)
    try:
        server.send_message(message, sender_address(), receiver)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _judge(code, words, error, is_about_receiver=True)
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


def _judge(code: int, words: bytes | str, error: Exception, *, is_about_receiver: bool = False) -> NoReturn:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    if code == 421:  # the server is closing; the next letter needs a new conversation
        raise Unreachable(f"{code} {said}") from error
    if code < 500:
        raise PutOff(f"{code} {said}") from error
    if is_about_receiver and code in NO_BOX and not NOT_ABOUT_THE_BOX.search(said):
        raise NoSuchBox(f"{code} {said}") from error
    raise Refused(f"{code} {said}") from error
