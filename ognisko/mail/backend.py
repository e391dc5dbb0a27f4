from collections.abc import Sequence
from email.utils import parseaddr
from html import unescape

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import strip_tags

from ognisko.mail import actions


class LetterBackend(BaseEmailBackend):
    """What Django or a library would send becomes a letter like ours: a row for each receiver, sent by the worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            self._keep(message)
        return len(email_messages)

    def _keep(self, message: EmailMessage) -> None:
        if message.attachments:
            raise ValueError("A letter carries no attachments yet.")
        text, html = _bodies(message)
        for receiver in (parseaddr(receiver)[1] for receiver in message.recipients()):
            actions.keep_from_library(
                to=receiver, subject=str(message.subject), text=text, html=html, headers=message.extra_headers
            )


def _bodies(message: EmailMessage) -> tuple[str, str]:
    body = str(message.body)
    if message.content_subtype == "html":
        return unescape(strip_tags(body)), body
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return body, next((str(content) for content, kind in alternatives if kind == "text/html"), "")
