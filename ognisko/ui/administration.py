"""The pages for those who keep the installation: each package declares its own in `administration.py`.

The page `home:administration` shows to a person the tools of the duties that they hold, and what waits there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

GROUPS = {
    "people": _("People and offices"),
    "office": _("This place"),
    "order": _("Order and privacy"),
    "machine": _("Machine room"),
}


@dataclass(frozen=True)
class Tool:
    route: str  # the name of a page without parameters
    name: str | Promise
    does: str | Promise  # one sentence: what one does there
    group: str  # a key of GROUPS
    order: int
    duties: frozenset[str]  # kinds of installation roles that may open it
    waiting: Callable[[], int] | None = None  # how many things wait for somebody there


_tools: dict[str, Tool] = {}


def tool(
    route: str,
    *,
    name: str | Promise,
    does: str | Promise,
    group: str,
    order: int,
    duties: tuple[str, ...] = ("administrator",),
    waiting: Callable[[], int] | None = None,
) -> None:
    _tools[route] = Tool(route, name, does, group, order, frozenset(duties), waiting)


def tools_for(person: Any) -> list[Tool]:
    held = (tool for tool in _tools.values() if person.has_duty(*tool.duties))
    return sorted(held, key=lambda tool: (list(GROUPS).index(tool.group), tool.order))


def for_duties(*kinds: str) -> Callable[[View], View]:
    """A page only for who holds one of these installation roles; anybody else signed in gets 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not (request.user.is_authenticated and request.user.has_duty(*kinds)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return guard
