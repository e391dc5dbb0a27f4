from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ognisko.search import page
from ognisko.search.forms import filters_of, question_of
from ognisko.search.query import search

FILTERS = ("kind", "community", "author", "tag", "since", "until")


@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What a person may see, found; a visitor finds what is public. Everything about it stands in the address."""
    typed, filters = question_of(request.GET), filters_of(request.GET)
    address = {"q": typed, **{key: request.GET.get(key, "")[:60] for key in FILTERS}}

    found = search(typed, person=request.user, filters=filters)
    names = page.Names(found.found, request.user)

    context = {
        "q": typed,
        "groups": page.groups(found.found, names, address, is_one_kind=bool(filters.kinds)),
        "count": len(found.found),
        "are_more": found.are_more,
        "is_corrected": found.corrected and bool(found.found),
        "kinds": page.kinds(found.found, address),
        "communities": page.communities(found.found, names, address),
        "authors": page.authors(found.found, names, address),
        "tags": page.tags(found.found, request.user, address),
        "kept": {key: value for key, value in address.items() if value and key not in ("q", "since", "until")},
        "since": address["since"] if filters.since else "",
        "until": address["until"] if filters.until else "",
        "is_filtered": any(address[key] for key in FILTERS),
    }
    return render(request, "search/results.html", context)
