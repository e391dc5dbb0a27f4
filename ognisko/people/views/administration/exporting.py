"""Tables of people and of units, for other systems and for a look in a spreadsheet. A button, so that it is noted."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from ognisko.people import actions, exports
from ognisko.people.models import Organisation
from ognisko.people.requests import SignedIn
from ognisko.ui.administration import for_duties


@require_POST
@for_duties("administrator")
def export_people(request: SignedIn) -> HttpResponseBase:
    actions.export_people(by=request.user)
    name = f"ognisko-people-{timezone.localdate():%Y-%m-%d}"
    return exports.download(name, exports.people_headers(), exports.people_rows(), style=_style(request))


@require_POST
@for_duties("administrator")
def export_units(request: SignedIn) -> HttpResponseBase:
    """The units of one organisation, or without one all organisations."""
    pk = request.POST.get("organisation", "")
    organisation = get_object_or_404(Organisation, pk=int(pk)) if pk.isascii() and pk.isdecimal() else None
    actions.export_units(by=request.user, organisation=organisation)
    name = f"ognisko-{'units' if organisation else 'organisations'}-{timezone.localdate():%Y-%m-%d}"
    rows = exports.unit_rows(organisation)
    return exports.download(name, exports.unit_headers(), rows, style=_style(request))


def _style(request: SignedIn) -> str:
    style = request.POST.get("style", "")
    return style if style in exports.STYLES else "pl"
