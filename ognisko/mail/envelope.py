"""A row becomes a message that any mail server takes: every header on lines of legal length, UTF-8, text and HTML."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr

from django.conf import settings

from ognisko.mail.models import Letter

KEPT_PLAIN = ("list-", "references", "in-reply-to")


class LetterPolicy(EmailPolicy):
    """Headers of addresses and identifiers break at spaces only: the library would encode long ones out of use."""

    def fold(self, name: str, value: str) -> str:
        if name.lower().startswith(KEPT_PLAIN) and str(value).isascii():
            return f"{name}: " + f"{self.linesep} ".join(str(value).split()) + self.linesep
        return super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = LetterPolicy(linesep="\r\n")


def compose(letter: Letter) -> EmailMessage:
    """The message of a letter. A repeat is the same message: same Message-ID, same date."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(*parseaddr(settings.MAIL_FROM))
    message["To"] = _address(str(letter.to_person or ""), letter.to_address)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    for name, value in letter.headers.items():
        del message[name]
        message[name] = value
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html + "\n", subtype="html", cte="quoted-printable")
    return message


def sender_address() -> str:
    return parseaddr(settings.MAIL_FROM)[1]


def plain_address(address: str) -> str:
    """The address with its domain in letters that every mail server knows: urząd.pl is xn--urzd-dta.pl."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=plain_address(address))
