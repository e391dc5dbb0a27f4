from django.utils.translation import gettext_lazy as _

from ognisko.privacy.models import Place, Request
from ognisko.privacy.permissions import KEEPERS
from ognisko.ui.administration import tool

tool(
    "privacy:requests",
    name=_("Requests about personal data"),
    does=_("Register what people ask about their data, keep the deadlines, start a copy or an erasure."),
    group="order",
    order=10,
    duties=KEEPERS,
    waiting=lambda: Request.objects.open().count(),
)
tool(
    "privacy:erasures",
    name=_("Erased people"),
    does=_("See that an erasure is done, and look at sentences that may still speak of somebody."),
    group="order",
    order=20,
    duties=KEEPERS,
    waiting=lambda: Place.objects.waiting().count(),
)
tool(
    "privacy:periods",
    name=_("How long things are kept"),
    does=_("Choose for how many days drafts, letters, files and unused accounts are kept."),
    group="order",
    order=30,
    duties=KEEPERS,
)
tool(
    "privacy:processing",
    name=_("Register of processing activities"),
    does=_("Print the entry of this place for the register of art. 30 of the GDPR."),
    group="order",
    order=40,
    duties=KEEPERS,
)
