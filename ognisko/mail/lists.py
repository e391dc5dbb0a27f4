"""Which list a letter belongs to, for mail programs: they sort by it, and show a button that ends it."""

from dataclasses import dataclass
from email.header import Header
from typing import TYPE_CHECKING

from django.conf import settings

from ognisko.mail import unsubscribing

if TYPE_CHECKING:
    from ognisko.people.models import Person


@dataclass(frozen=True)
class MailingList:
    """`scope` and `about` say what unsubscribing ends; `slug` and `name` stand in List-Id, by default the house's."""

    scope: str = "installation"
    about: str = ""
    slug: str = ""
    name: str = "Ognisko"


def list_headers(of: MailingList, person: "Person", *, is_asked_for: bool) -> dict[str, str]:
    """RFC 2919 and RFC 8058. A letter that the person asked for, such as a link to sign in, belongs to nothing that
    could be ended; nor is a link given that nobody would answer."""
    place = f"{of.slug}.ognisko.{settings.MAIL_DOMAIN}" if of.slug else f"ognisko.{settings.MAIL_DOMAIN}"
    name = f'"{of.name}"' if of.name.isascii() else Header(of.name, "utf-8", maxlinelen=10_000).encode()
    headers = {"List-Id": f"{name} <{place}>", "Precedence": "bulk"}
    if not is_asked_for and unsubscribing.is_registered(of.scope):
        headers["List-Unsubscribe"] = f"<{unsubscribing.link(of.scope, of.about, person)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
