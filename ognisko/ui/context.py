from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from ognisko.ui.links import foot_links, head_links, route


def page(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page needs; no query of its own."""
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    return {
        "person": person if signed_in else None,
        "language": get_language() or "pl",
        "appearance": appearance(request, person),
        "page_address": f"{settings.SITE_URL}{request.path}",
        "head_links": head_links(request) if signed_in else [],
        "foot_links": foot_links(request.get_full_path()),
        "search_url": route("search:results"),
        "administration_url": route("home:administration") if getattr(person, "keeps_place", False) else "",
        "is_demo": settings.DEMO,
        "session_ends": getattr(request, "session_ends", None),
        "csrf_token": get_token(request),  # made once for a page, not anew for each of its forms
    }


def appearance(request: HttpRequest, person: object) -> str:
    """The browser's cookie, so that it holds before signing in too; on a new browser, the person's own choice."""
    chosen = request.COOKIES.get("ognisko_appearance") or getattr(person, "appearance", "system")
    return chosen if chosen in {"system", "light", "dark", "contrast"} else "system"
