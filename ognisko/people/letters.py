"""Letters about accounts. Each is written with the change it tells of; where nobody has the address, one is written
all the same and thrown away, so that the time of the answer does not tell who has an account."""

import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ognisko.mail.actions import write_letter
from ognisko.people.models import Person

SUBJECTS: dict[str, Promise] = {
    "sign_in_link": _("Your link to sign in to Ognisko"),
    "account_made": _("You have an account in Ognisko"),
    "confirm_address": _("Confirm your address in Ognisko"),
    "new_password": _("A new password for Ognisko"),
    "account_exists": _("You already have an account in Ognisko"),
    "password_changed": _("Your password in Ognisko has changed"),
    "address_changed": _("Your address in Ognisko has changed"),
    "second_factor_added": _("A new second factor for Ognisko"),
    "second_factor_removed": _("A second factor for Ognisko is removed"),
    "recovery_codes_made": _("New recovery codes for Ognisko"),
}


def write(word: str, *, to: str, person: Person | None = None, **context: object) -> None:
    """`word` names the subject and the pair of templates; in the person's language where the person is known."""
    write_letter(
        key=f"people.{word}.{secrets.token_hex(12)}",
        to=person if person and person.email == to else to,
        subject=SUBJECTS[word],
        template=f"people/letters/{word}",
        context={"person": person, **context},
        language=(person.language if person else "") or get_language(),
        is_asked_for=True,
    )


def write_and_throw_away(word: str, *, to: str, link: str) -> None:
    with transaction.atomic():
        write(word, to=to, link=link)
        transaction.set_rollback(True)


def address(name: str, *args: object) -> str:
    """The whole address of a page, for a letter: by the installation's setting, never by what a request claims."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
