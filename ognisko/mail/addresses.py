"""Addresses that answer: what is sent to one is a reply by one person to one thing. Signed, so nobody makes one up.

Mail programs may change the case of letters and some cut what is longer than 64 characters, so the whole is short and
in small letters: `re-thread-1x-2k-abcdefghijklmnop@domain`, numbers to the base of 36.
"""

import base64
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

SHAPE = re.compile(r"re-([a-z_]{1,20})-([0-9a-z]{1,12})-([0-9a-z]{1,12})-([a-z2-7]{16})")


@dataclass(frozen=True)
class ReplyAddress:
    kind: str  # what is answered: "thread", "post"
    pk: int
    person: int


def reply_address(to: ReplyAddress) -> str:
    parts = f"re-{to.kind}-{int_to_base36(to.pk)}-{int_to_base36(to.person)}"
    return f"{parts}-{_mac(parts)}@{settings.MAIL_REPLY_DOMAIN or settings.MAIL_DOMAIN}"


def verify(address: str) -> ReplyAddress | None:
    """What the address answers and for whom; None for one that we did not make."""
    local, _at, domain = address.strip().lower().rpartition("@")
    found = SHAPE.fullmatch(local)
    if not found or domain != (settings.MAIL_REPLY_DOMAIN or settings.MAIL_DOMAIN).lower():
        return None
    if not constant_time_compare(_mac(local.rpartition("-")[0]), found[4]):
        return None
    return ReplyAddress(found[1], base36_to_int(found[2]), base36_to_int(found[3]))


def _mac(parts: str) -> str:
    """Eighty bits, in letters that survive any mail program."""
    digest = salted_hmac("mail.reply", parts, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()
