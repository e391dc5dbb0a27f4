from django.utils.translation import gettext_lazy as _

from ognisko.mail.models import Letter
from ognisko.ui.administration import tool

tool(
    "mail:outbox",
    name=_("Outbox"),
    does=_("See which letters wait and which could not be delivered; send them again, or a trial letter."),
    group="machine",
    order=20,
    waiting=lambda: Letter.objects.failed().count(),
)
