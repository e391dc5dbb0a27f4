from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page needs; no query of its own."""
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    return {
        "person": person if signed_in else None,
        "language": get_language() or "pl",
        "appearance": _appearance(request),
        "page_address": request.build_absolute_uri(request.path),
    }


def _appearance(request: HttpRequest) -> str:
    """Light, dark or contrast by the browser's cookie, so that it holds before and after signing in."""
    chosen = request.COOKIES.get("ognisko_appearance", "system")
    return chosen if chosen in {"system", "light", "dark", "contrast"} else "system"
