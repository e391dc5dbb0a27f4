from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ognisko.communities.directory import page_of
from ognisko.communities.forms import DirectoryForm


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Topic sentences; the filters stand in the address, so that a search can be sent to a colleague."""
    form = DirectoryForm(request.GET, by=request.user)
    chosen = form.chosen()

    page = page_of(request.user, chosen, after=request.GET.get("after", ""))

    context = {
        "q": chosen.get("q", ""),
        "mine": chosen.get("mine", False),
        "groups": form.groups(),
        "page": page,
        "is_filtered": bool(chosen.keys() - {"order"}),
        "is_later": "after" in request.GET,
        "later": _address(chosen, page.later),
    }
    return render(request, "communities/_rows.html" if request.htmx else "communities/directory.html", context)  # type: ignore[attr-defined]


def _address(chosen: dict[str, object], after: int | None) -> str:
    return f"{reverse('communities:directory')}?{urlencode(chosen | {'after': after}, doseq=True)}" if after else ""
