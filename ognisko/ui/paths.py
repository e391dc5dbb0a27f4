"""Every page has a Polish and an English address; the one in the installation's language is canonical."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import URLPattern, path


def paths(pl: str, en: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """Two patterns of one name. Django's `reverse` takes the last, so the canonical one stands last.

    `paths("wspolnoty/", "communities/", views.directory, "directory")` answers at `/wspolnoty/` and `/en/communities/`.
    """
    polish, english = path(pl, view, name=name), path(f"en/{en}", view, name=name)
    return [english, polish] if settings.LANGUAGE_CODE == "pl" else [polish, english]


def paths_by_language(pl: str, en: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """The same for a page that is a text of its own in each language: the view gets `language` from the address.

    `reverse(name)` gives the canonical one, `reverse(name, kwargs={"language": "en"})` the English one.
    """
    polish = path(pl, view, {"language": "pl"}, name=name)
    english = path(f"en/{en}", view, {"language": "en"}, name=name)
    return [english, polish] if settings.LANGUAGE_CODE == "pl" else [polish, english]
