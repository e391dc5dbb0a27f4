"""Whether the person still has to read the information clause: no query for whoever has read it.

The session remembers the version that the person has read. While it is older than what is published (which each
process keeps, see public_face.py), the rows are asked, since the person may have read it in another browser.
"""

from django.http import HttpRequest

from ognisko.office.models import Reading
from ognisko.office.public_face import public_face

SESSION_KEY = "clause_read"
SHOWN_KEY = "clause_shown"


def version_to_read(request: HttpRequest) -> int:
    """The version that waits to be read, or 0."""
    person = getattr(request, "user", None)
    version = public_face().clause_version
    if not version or person is None or not person.is_authenticated:
        return 0
    if request.session.get(SESSION_KEY, 0) >= version:
        return 0
    if Reading.objects.filter(person=person, clause__version__gte=version).exists():
        remember(request, version)
        return 0
    return version


def remember(request: HttpRequest, version: int) -> None:
    request.session[SESSION_KEY] = max(version, request.session.get(SESSION_KEY, 0))


def comes_first(request: HttpRequest) -> bool:
    """At the first sign-in the whole clause is shown, once a session, before anything else."""
    if not version_to_read(request) or request.session.get(SHOWN_KEY):
        return False
    if Reading.objects.filter(person=request.user.pk).exists():
        return False
    request.session[SHOWN_KEY] = True
    return True
