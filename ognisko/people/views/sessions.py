from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ognisko.people import actions
from ognisko.people.devices import device_in_words
from ognisko.people.requests import SignedIn


@dataclass(frozen=True)
class Session:
    pk: int
    device: str
    address: str
    since: datetime
    is_current: bool


@require_safe
def sessions(request: SignedIn) -> HttpResponse:
    """Where the person is signed in, this browser first."""
    alive = UserSession.objects.purge_and_list(request.user)
    shown = [
        Session(
            pk=session.pk,
            device=device_in_words(session.user_agent),
            address=session.ip,
            since=session.created_at,
            is_current=session.session_key == request.session.session_key,
        )
        for session in alive
    ]
    shown.sort(key=lambda session: (not session.is_current, -session.since.timestamp()))
    return render(request, "people/sessions.html", {"sessions": shown})


@require_POST
def end_session(request: SignedIn, pk: int) -> HttpResponse:
    actions.end_session(request.user, by=request.user, pk=pk)
    messages.success(request, _("Signed out there."))
    return redirect("people:sessions")


@require_POST
def sign_out_everywhere(request: SignedIn) -> HttpResponse:
    actions.end_all_sessions(request.user, by=request.user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")
