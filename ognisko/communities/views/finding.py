from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from ognisko.communities.models import Community
from ognisko.communities.permissions import can_read
from ognisko.people.models import Person
from ognisko.prepared import Prepared


class SignedIn(HttpRequest):
    """For types only: the request of a page that the middleware keeps for those who are signed in."""

    user: Person
    htmx: HtmxDetails


def find(request: HttpRequest, slug: str) -> Community:
    """The community at an address, or 404 for whoever does not see it.

    `can_read` is the rule of `visible_to`, and asks only what the page needs anyway: the person's roles.
    """
    for values in _COMMUNITY(slug=slug):
        community = Community.from_db("default", _COLUMNS, values)
        if can_read(request.user, community):
            return community
    raise Http404


_COLUMNS = [field.attname for field in Community._meta.concrete_fields]


def _community(slug: str) -> QuerySet[Any, Any]:
    return Community.objects.filter(slug=slug).values_list(*_COLUMNS)


_COMMUNITY = Prepared(_community, slug=str)
