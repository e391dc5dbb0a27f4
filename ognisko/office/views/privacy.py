from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which cookies there are, why and for how long; only those without which the pages do not work."""
    days = settings.SESSION_COOKIE_AGE // 86400
    context = {
        "cookies": {
            "session": settings.SESSION_COOKIE_NAME,
            "csrf": settings.CSRF_COOKIE_NAME,
            "language": settings.LANGUAGE_COOKIE_NAME,
            "appearance": "ognisko_appearance",
        },
        "session_days": days,
        "session_minutes": settings.SESSION_COOKIE_AGE // 60,
        "csrf_days": settings.CSRF_COOKIE_AGE // 86400,
    }
    return render(request, "office/privacy.html", context)
