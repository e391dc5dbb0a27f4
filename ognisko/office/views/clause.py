from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.office import actions, clauses, reading
from ognisko.office.forms import ClauseForm
from ognisko.office.keepers import asker
from ognisko.office.languages import in_language_of_address, other_language
from ognisko.office.models import InformationClause
from ognisko.office.permissions import CLAUSE_KEEPERS
from ognisko.office.wording import LANGUAGES
from ognisko.text.markdown import render as render_markdown
from ognisko.ui.administration import for_duties


@login_not_required
@require_safe
@in_language_of_address
def clause(request: HttpRequest, language: str) -> HttpResponse:
    """What happens with people's data, as it was last published."""
    published = InformationClause.objects.newest()
    context: dict[str, Any] = dict(other_language("office:clause", language))
    if published is None:
        return render(request, "office/no_clause.html", context)
    waits = reading.version_to_read(request)  # the page itself asks, at its end
    context |= {"clause": published, "sections": _sections(published, language), "waits": waits}
    context |= {"clause_to_read": 0, "is_preview": False}
    return render(request, "office/clause.html", context)


@require_POST
def confirm_reading(request: HttpRequest, version: int) -> HttpResponse:
    """One button: it is read. Then back to where the person was."""
    if actions.confirm_reading(by=asker(request), version=version) is None:
        raise Http404
    reading.remember(request, version)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("home:my_week")


@for_duties(*CLAUSE_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_clause(request: HttpRequest) -> HttpResponse:
    draft = clauses.draft()
    form = ClauseForm(draft, request.POST or None)
    if form.is_bound and _kept(request, form):
        return redirect("office:edit_clause")

    context = {"form": form, "newest": InformationClause.objects.newest(), "is_draft": bool(draft.pk)}
    return render(request, "office/edit_clause.html", context, status=422 if form.is_bound else 200)


@for_duties(*CLAUSE_KEEPERS)
@require_safe
def clause_preview(request: HttpRequest, language: str) -> HttpResponse:
    if language not in LANGUAGES:
        raise Http404
    draft = clauses.draft()
    with override(language):
        context = {"clause": draft, "sections": _sections(draft, language), "is_preview": True, "waits": 0}
        return render(request, "office/clause.html", context)


def _sections(clause: InformationClause, language: str) -> list[tuple[str, str, str]]:
    """(key, heading, HTML) in the order in which people ask."""
    return [
        (wording.key, str(wording.label), render_markdown(clause.text(language, wording.key), lang=language).html)
        for wording in clauses.WORDINGS
    ]


def _kept(request: HttpRequest, form: ClauseForm) -> bool:
    is_valid = form.is_valid()
    actions.save_clause(by=asker(request), texts=form.texts())
    if request.POST.get("act") != "publish":
        if is_valid:
            messages.success(request, _("The draft is saved."))
        return is_valid
    if is_valid:
        try:
            actions.publish_clause(by=asker(request))
        except actions.Incomplete as error:
            form.add_faults(error.faults)
            return False
        messages.success(request, _("The clause is published. Everybody will be asked to read it."))
    return is_valid
