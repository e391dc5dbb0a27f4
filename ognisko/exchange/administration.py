from django.utils.translation import gettext_lazy as _

from ognisko.ui.administration import tool

tool(
    "exchange:uploads",
    name=_("Bring in documents and conversations"),
    does=_("A library in JSON Lines or a Stack Exchange dump: tried first, written as shown."),
    group="machine",
    order=60,
)
