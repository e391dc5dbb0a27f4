from functools import lru_cache
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ognisko.communities.directory import page_of
from ognisko.communities.forms import DirectoryForm
from ognisko.people.models import Person


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Topic sentences; the filters stand in the address, so that a search can be sent to a colleague."""
    form = DirectoryForm(request.GET, by=request.user) if request.GET else None
    chosen = form.chosen() if form else {}

    page = page_of(request.user, chosen, after=request.GET.get("after", ""))

    context = {
        "filters": _filters(form) if form else _untouched(request.user.is_authenticated, get_language()),
        "page": page,
        "is_filtered": bool(chosen.keys() - {"order"}),
        "is_later": "after" in request.GET,
        "later": _address(chosen, page.later),
    }
    return render(request, "communities/_rows.html" if request.htmx else "communities/directory.html", context)  # type: ignore[attr-defined]


def _filters(form: DirectoryForm) -> SafeString:
    return mark_safe(render_to_string("communities/_filters.html", {"form": form, "chosen": form.chosen()}))


@lru_cache(maxsize=8)
def _untouched(is_signed_in: bool, language: str | None) -> SafeString:
    """Two dozen choices that are the same for everybody who has chosen nothing yet."""
    return _filters(DirectoryForm({}, by=Person() if is_signed_in else AnonymousUser()))


def _address(chosen: dict[str, object], after: int | None) -> str:
    return f"{reverse('communities:directory')}?{urlencode(chosen | {'after': after}, doseq=True)}" if after else ""
