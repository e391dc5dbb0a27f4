from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ognisko.people.directory import found, organisations_with_people, page_of, units_of, with_units_below
from ognisko.people.forms import DirectoryForm
from ognisko.people.guests import is_colleague
from ognisko.people.models import Person
from ognisko.people.requests import SignedIn


@require_safe
def directory(request: SignedIn) -> HttpResponse:
    """Everybody here, in the order of names; filters stand in the address, so a search can be sent to a colleague.

    A guest finds only people of the communities they joined.
    """
    everybody = Person.objects.listed() if is_colleague(request.user) else Person.objects.visible_to(request.user)
    organisations = organisations_with_people(everybody)
    chosen = _chosen(request, {organisation.pk for organisation in organisations})
    units = units_of(chosen)
    form = DirectoryForm(request.GET, organisations=organisations, units=units)
    q, unit = form.chosen("q") or "", form.chosen("unit")
    people = found(
        everybody,
        q=q,
        organisation=chosen,
        unit_ids=with_units_below(unit, units) if unit else None,
    )

    page = page_of(people, after=request.GET.get("after", ""), before=request.GET.get("before", ""))

    filters = {"q": q, "organisation": chosen or "", "unit": unit or ""}
    kept = {key: value for key, value in filters.items() if value}
    context = {
        "form": form,
        "people": page.people,
        "is_filtered": bool(kept),
        "has_units": bool(units),
        "earlier": _address(kept, before=page.earlier),
        "later": _address(kept, after=page.later),
    }
    return render(request, "people/_people.html" if request.htmx else "people/directory.html", context)


def _chosen(request: SignedIn, known: set[int]) -> int | None:
    value = request.GET.get("organisation", "")
    return int(value) if value.isascii() and value.isdecimal() and int(value) in known else None


def _address(kept: dict[str, object], **key: int | None) -> str:
    (value,) = key.values()
    return f"{reverse('people:directory')}?{urlencode(kept | key)}" if value else ""
