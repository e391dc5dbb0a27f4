from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from ognisko.communities.models import Community
from ognisko.communities.permissions import can_read
from ognisko.people.models import Person


class SignedIn(HttpRequest):
    """For types only: the request of a page that the middleware keeps for those who are signed in."""

    user: Person
    htmx: HtmxDetails


def find(request: HttpRequest, slug: str) -> Community:
    """The community at an address, or 404 for whoever does not see it.

    `can_read` is the rule of `visible_to`, and asks only what the page needs anyway: the person's roles.
    """
    community = Community.objects.filter(slug=slug).first()
    if community is None or not can_read(request.user, community):
        raise Http404
    return community
