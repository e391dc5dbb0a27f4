"""The two kinds of files that come in here, told to the pages and the worker of imports."""

from django.utils.translation import gettext_lazy as _

from ognisko.audit.events import Event
from ognisko.exchange.uploads import take_in
from ognisko.exchange.uploads.places import where_it_came
from ognisko.people.imports.kinds import FileKind, register

PAGE = ("exchange:uploads", _("Bring in documents and conversations"))

register("documents", FileKind(_("documents"), *PAGE, Event.CONTENT_IMPORTED, take_in.documents, where_it_came))
register(
    "stackexchange",
    FileKind(_("Stack Exchange dump"), *PAGE, Event.CONTENT_IMPORTED, take_in.conversations, where_it_came),
)
