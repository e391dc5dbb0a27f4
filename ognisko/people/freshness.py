"""Who signs in by letters alone has no password and no second factor to confirm themself with: a fresh link does it."""

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ognisko.people.models import Person

View = Callable[..., HttpResponseBase]
FRESH_FOR = 15 * 60  # seconds since a link signed the person in


def note_link(request: HttpRequest, person: Person) -> None:
    """A link of a letter showed just now who this is."""
    record_authentication(request, person, method="link")


def asks_for_a_fresh_link(view: View) -> View:
    """For pages that change how one signs in; allauth itself asks those who have a password or a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, Person) or get_reauthentication_flows(person) or _is_fresh(request, person):
            return view(request, *args, **kwargs)
        messages.info(request, _("Before a change of this kind we check that it is really you: ask for a link first."))
        asked = {"email": person.email or "", "next": request.get_full_path()}
        return redirect(f"{reverse('people:link_request')}?{urlencode(asked)}")

    return guarded


def _is_fresh(request: HttpRequest, person: Person) -> bool:
    moments = [record["at"] for record in get_authentication_records(request, person) if record["method"] == "link"]
    return bool(moments) and time.time() - moments[-1] < FRESH_FOR
