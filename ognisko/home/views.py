from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ognisko.communities.models import Community
from ognisko.office import reading
from ognisko.ui.administration import GROUPS, tools_for
from ognisko.ui.filters import language
from ognisko.ui.links import spoken_route
from ognisko.ui.parts import parts_at

SHOWN_TO_VISITORS = 12


@login_not_required
def my_week(request: HttpRequest) -> HttpResponse:
    """Three short lists for who is signed in; for a visitor, what this place is and what may be read."""
    if not request.user.is_authenticated:
        return _welcome(request)
    if reading.comes_first(request):
        return redirect(spoken_route("office:clause", language()))
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
    parts = parts_at("home:administration", person=request.user, request=request)
    return render(request, "home/administration.html", {"shelves": [one for one in shelves if one[1]], "parts": parts})


def _welcome(request: HttpRequest) -> HttpResponse:
    public = Community.objects.visible_to(request.user).in_order()
    return render(request, "home/welcome.html", {"communities": list(public[:SHOWN_TO_VISITORS])})
