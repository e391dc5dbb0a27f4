from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from ognisko.people.models import Person


class SignedIn(HttpRequest):
    """A request of somebody signed in: what every page gets that is not open to all. Only for the types."""

    user: Person  # type: ignore[assignment]
    htmx: HtmxDetails
