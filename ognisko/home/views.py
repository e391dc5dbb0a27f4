from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ognisko.communities.models import Community
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


def _welcome(request: HttpRequest) -> HttpResponse:
    public = Community.objects.visible_to(request.user).in_order()
    return render(request, "home/welcome.html", {"communities": list(public[:SHOWN_TO_VISITORS])})
