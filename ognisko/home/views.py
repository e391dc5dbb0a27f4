from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ognisko.communities.models import Community
from ognisko.ui.administration import GROUPS, tools_for
from ognisko.ui.parts import parts_at

SHOWN_TO_VISITORS = 12


@login_not_required
def my_week(request: HttpRequest) -> HttpResponse:
    """Three short lists for who is signed in; for a visitor, what this place is and what may be read."""
    if not request.user.is_authenticated:
        return _welcome(request)
    if not request.user.has_met_questions:
        return redirect("people:questions")

    inputs = {"person": request.user, "request": request}
    context = {
        "today": timezone.localdate(),
        "waits": parts_at("home:my_week:waits", **inputs),
        "week": parts_at("home:my_week:week", **inputs),
        "new": parts_at("home:my_week:new", **inputs),
    }
    return render(request, "home/my_week.html", context)


def administration(request: HttpRequest) -> HttpResponse:
    """What the person's duties in this installation let them do, and what waits for them there."""
    tools = tools_for(request.user)
    if not tools:
        raise PermissionDenied
    shelves = [
        (words, [(tool, tool.waiting() if tool.waiting else 0) for tool in tools if tool.group == key])
        for key, words in GROUPS.items()
    ]
    return render(request, "home/administration.html", {"shelves": [shelf for shelf in shelves if shelf[1]]})


def _welcome(request: HttpRequest) -> HttpResponse:
    public = Community.objects.visible_to(request.user).in_order()
    return render(request, "home/welcome.html", {"communities": list(public[:SHOWN_TO_VISITORS])})
