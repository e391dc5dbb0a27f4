"""The way of letters through the interface of a mail provider, by django-anymail."""

from functools import cached_property
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

from ognisko.mail.envelope import compose
from ognisko.mail.models import Letter
from ognisko.mail.outcomes import NoSuchBox, Refused, Unreachable

ABOUT_THE_LETTER = {400, 413, 422}  # anything else is a matter of the key, of money, or of the provider's health
SET_BY_THE_LIBRARY = {"from", "to", "subject", "content-type", "content-transfer-encoding", "mime-version"}


class Provider:
    def hand_over(self, letter: Letter) -> None:
        message = _message(letter)
        try:
            self._backend.send_messages([message])
        except AnymailRecipientsRefused as error:
            raise NoSuchBox(_said(error)) from error
        except AnymailAPIError as error:
            if error.status_code in ABOUT_THE_LETTER:
                raise Refused(_said(error)) from error
            raise Unreachable(_said(error)) from error
        except ImproperlyConfigured as error:
            raise Unreachable(_said(error)) from error
        except (AnymailError, ValueError) as error:  # something in the letter that this provider cannot say
            raise Refused(_said(error)) from error

    def close(self) -> None:
        if "_backend" in self.__dict__:
            self._backend.close()

    @cached_property
    def _backend(self) -> BaseEmailBackend:
        made: BaseEmailBackend = import_string(f"anymail.backends.{settings.MAIL_BACKEND}.EmailBackend")(
            **settings.MAIL_PROVIDER
        )
        made.open()
        return made


def _message(letter: Letter) -> EmailMultiAlternatives:
    """What `compose` makes for a mail server, said in Django's words: the same headers, the same Message-ID."""
    try:
        whole = compose(letter)
    except Exception as error:  # whatever the library finds wrong with an address
        raise Refused(f"{type(error).__name__}: {error}") from error
    headers: dict[str, Any] = {
        name: str(value) for name, value in whole.items() if name.lower() not in SET_BY_THE_LIBRARY
    }
    reply_to = [headers.pop("Reply-To")] if "Reply-To" in headers else None
    message = EmailMultiAlternatives(
        letter.subject, letter.text, str(whole["From"]), [str(whole["To"])], headers=headers, reply_to=reply_to
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:1000]
