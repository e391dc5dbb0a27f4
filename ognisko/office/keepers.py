"""People for a package that stands below them: who asks, and who looks after this installation."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth import get_user_model
from django.http import HttpRequest

if TYPE_CHECKING:
    from ognisko.people.models import Person


def asker(request: HttpRequest) -> "Person":
    """Whoever is signed in; the page has made sure that somebody is."""
    return cast("Person", request.user)


def administrators() -> "list[Person]":
    able = get_user_model().objects.able_to_sign_in()
    return list(able.filter(installation_roles__kind="administrator").order_by("pk"))
