"""Pages that exist as a text of their own in each language: the address says which, not the reader's choice."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

View = Callable[..., HttpResponse]


def in_language_of_address(view: View) -> View:
    """The whole page speaks the language of its address; the view gets it as `language`."""

    @wraps(view)
    def spoken(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        with override(language):
            response = view(request, language=language, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return cast(View, spoken)


def other_language(route: str, language: str) -> dict[str, str]:
    """For the template: where the same page stands in the other language."""
    other = "en" if language == "pl" else "pl"
    return {"other": other, "in_other_language": reverse(route, kwargs={"language": other})}
