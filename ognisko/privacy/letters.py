"""Letters about one's data."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.mail.actions import write_letter
from ognisko.mail.models import Letter
from ognisko.people.models import Person

SUBJECTS: dict[str, Promise] = {
    "export_ready": _("The copy of your data is ready"),
    "export_failed": _("The copy of your data could not be made"),
    "erasure": _("Your account in Ognisko is closed"),
    "inactive": _("Your account in Ognisko will be closed"),
    "request_due": _("A request about personal data is due soon"),
}


def write(word: str, *, to: Person, key: str, **context: object) -> Letter | None:
    """`word` names the subject and the pair of templates; nothing for who has no address."""
    if not to.email:
        return None
    return write_letter(
        key=key, to=to, subject=SUBJECTS[word], template=f"privacy/letters/{word}", context={"person": to, **context}
    )


def address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
