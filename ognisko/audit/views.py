from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ognisko.audit import actions
from ognisko.audit.exporting import FORMATS
from ognisko.audit.forms import FilterForm
from ognisko.audit.models import Entry
from ognisko.audit.permissions import KEEPERS
from ognisko.audit.reading import about, page_of, people_in
from ognisko.ui.administration import for_duties


@for_duties(*KEEPERS)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The newest first; filters stand in the address. Reading is noted in the log itself."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        return render(request, "audit/log.html", _shown(form, [], {}), status=422)

    filters, before = form.filters(), request.GET.get("before", "")
    page = page_of(filters.entries(), before=before)
    people = people_in(page.entries)
    actions.read_log(filters, by=request.user, before=before)

    kept = {name: str(value) for name, value in request.GET.items() if value and name in form.fields}
    context = _shown(form, page.entries, people) | {
        "is_filtered": bool(kept),
        "newest": _address(kept) if before else "",
        "older": _address({**kept, "before": str(page.later)}) if page.later else "",
        "exports": [(name, f"{reverse('audit:export', args=[name])}?{urlencode(kept)}") for name in FORMATS],
    }
    return render(request, "audit/log.html", context)


@for_duties(*KEEPERS)
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The filtered log, oldest first, sent piece by piece."""
    filters = FilterForm(request.GET)
    if form not in FORMATS:
        raise Http404
    if not filters.is_valid():
        return render(request, "audit/log.html", _shown(filters, [], {}), status=422)

    pieces = actions.export_log(filters.filters(), by=request.user, form=form)

    chosen = FORMATS[form]
    response = StreamingHttpResponse(chosen.written(pieces), content_type=chosen.content_type)
    response["Content-Disposition"] = f'attachment; filename="{chosen.name}"'
    return response


def _shown(form: FilterForm, entries: list[Entry], people: dict[int, object]) -> dict[str, object]:
    rows = [(entry, people.get(entry.actor_id or 0), people.get(about(entry))) for entry in entries]
    return {"form": form, "rows": rows, "is_filtered": True, "newest": "", "older": "", "exports": []}


def _address(kept: dict[str, str]) -> str:
    return f"{reverse('audit:log')}?{urlencode(kept)}"
