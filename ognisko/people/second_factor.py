"""The second factor beside the password or the letter: an app that shows codes, recovery codes, passkeys.

Allauth keeps and checks them; here they get our words, a secret that the database alone does not give away, and the
duty of administrators to have one.
"""

import base64
import secrets
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from ognisko.people.models import InstallationRole, Person

FIRST = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in for one of these
MARGIN = 4  # modules of quiet around a QR code
ISSUER = "Ognisko"


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("You keep this place, so one second factor must stay. Add another one first."),
        "cannot_generate_recovery_codes": _("Recovery codes stand in for a second factor. Add one first."),
        "incorrect_code": _("This did not fit. Try again, with the code that is shown now."),
    }

    def _get_site_name(self) -> str:
        return ISSUER

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was written with another key (a restored database, a new OGNISKO_SECRET_KEY) fits no code any more."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not must_have(authenticator.user) or kept_by(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def kept_by(person: Person) -> "QuerySet[Authenticator]":
    return Authenticator.objects.filter(user_id=person.pk, type__in=FIRST)


def must_have(person: Any) -> bool:
    """In production nobody keeps the place with a password alone. Asks the database only for who holds a duty."""
    return settings.PRODUCTION and person.is_authenticated and person.has_duty(InstallationRole.Kind.ADMINISTRATOR)


def is_missing(person: Any) -> bool:
    return must_have(person) and not kept_by(person).exists()


def qr_svg(text: str) -> Markup:
    """A QR code as one path of an SVG that needs no style: dark on light in every theme, as cameras expect."""
    code: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=MARGIN)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" width="232" height="232"'
        ' shape-rendering="crispEdges" aria-hidden="true"><rect width="{size}" height="{size}" fill="#fff"/>'
        '<path fill="#000" d="{path}"/></svg>'
    ).format(size=len(rows), path="".join(dark))


def _cipher() -> Fernet:
    key = salted_hmac("ognisko.people.second_factor", "", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
