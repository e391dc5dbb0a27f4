from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ognisko.office.cookies import cookies


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which cookies there are, why and for how long; only those without which the pages do not work."""
    return render(request, "office/privacy.html", {"cookies": cookies()})
