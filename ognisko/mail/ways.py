"""How letters leave: through the mail server, or through a provider's interface, as OGNISKO_MAIL_BACKEND says."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from ognisko.mail.models import Letter
from ognisko.mail.smtp import Conversation


class Way(Protocol):
    def hand_over(self, letter: Letter) -> None:
        """Returns when the letter was taken; every other end is one of `outcomes`."""

    def close(self) -> None: ...


def is_sending() -> bool:
    """Without a way letters wait, and the outbox shows them."""
    return settings.MAIL_BACKEND != "smtp" or bool(settings.SMTP_HOST)


def open_way() -> Way:
    if settings.MAIL_BACKEND == "smtp":
        return Conversation()
    made: Way = import_string("ognisko.mail.providers.Provider")()  # with its library, read only where it is used
    return made
