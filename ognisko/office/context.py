from django.http import HttpRequest

from ognisko.office.public_face import public_face
from ognisko.office.reading import version_to_read


def face(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page shows of the office; no query, but for who has not read a new clause yet."""
    is_part = bool(getattr(request, "htmx", False))  # an answer that is put into a page that stands already
    return {
        "face": public_face(),
        "clause_to_read": 0 if is_part else version_to_read(request),
        "is_home": getattr(request.resolver_match, "view_name", "") == "home:my_week",
    }
