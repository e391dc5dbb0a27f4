from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from ognisko.communities.models import Community
from ognisko.people.models import Person


class SignedIn(HttpRequest):
    """For types only: the request of a page that the middleware keeps for those who are signed in."""

    user: Person
    htmx: HtmxDetails


def find(request: HttpRequest, slug: str) -> Community:
    """The community at an address, or 404 for whoever does not see it."""
    return get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
