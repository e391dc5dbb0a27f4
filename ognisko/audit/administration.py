from django.utils.translation import gettext_lazy as _

from ognisko.audit.permissions import KEEPERS
from ognisko.ui.administration import tool

tool(
    "audit:log",
    name=_("Security log"),
    does=_("See who signed in, who changed what, and who read data of people; save it as a file."),
    group="order",
    order=90,
    duties=KEEPERS,
)
