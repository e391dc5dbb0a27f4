from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from ognisko.office import actions, statements
from ognisko.office.forms import StatementForm
from ognisko.office.keepers import asker
from ognisko.office.languages import in_language_of_address, other_language
from ognisko.office.models import AccessibilityStatement
from ognisko.office.wording import LANGUAGES
from ognisko.text.markdown import render as render_markdown
from ognisko.ui.administration import for_duties


@login_not_required
@require_safe
@in_language_of_address
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """The statement as it was last published; before that, plain words that there is none yet."""
    statement = AccessibilityStatement.objects.newest()
    context = other_language("office:accessibility", language)
    if statement is None:
        return render(request, "office/no_statement.html", context)
    return render(request, "office/statement.html", {**context, **shown(statement, language), "is_preview": False})


@for_duties("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest) -> HttpResponse:
    """Write the draft and publish it. What could be read is kept even where a date cannot be."""
    draft = statements.draft()
    form = StatementForm(draft, request.POST or None)
    if form.is_bound and _kept(request, form):
        return redirect("office:statement")

    newest = AccessibilityStatement.objects.newest()
    context = {
        "form": form,
        "newest": newest,
        "is_draft": bool(draft.pk),
        "needs_review": newest is not None and statements.needs_review(newest, timezone.localdate()),
    }
    return render(request, "office/edit_statement.html", context, status=422 if form.is_bound else 200)


@for_duties("administrator")
@require_safe
def statement_preview(request: HttpRequest, language: str) -> HttpResponse:
    """The draft as it would be published."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        context = {**shown(statements.draft(), language), "is_preview": True}
        return render(request, "office/statement.html", context)


def shown(statement: AccessibilityStatement, language: str) -> dict[str, Any]:
    """What the page needs: the single lines as they are, everything longer as safe HTML."""
    texts = {
        wording.key: statement.text(language, wording.key)
        if wording.rows == 1
        else render_markdown(statement.text(language, wording.key), lang=language).html
        for wording in statements.WORDINGS
    }
    dialled = "".join(sign for sign in statement.contact_phone if sign in "+0123456789")
    return {"statement": statement, "texts": texts, "dialled": dialled, "site_url": settings.SITE_URL}


def _kept(request: HttpRequest, form: StatementForm) -> bool:
    is_valid = form.is_valid()
    actions.save_statement(by=asker(request), texts=form.texts(), **form.plain_values())
    if request.POST.get("act") != "publish":
        if is_valid:
            messages.success(request, _("The draft is saved."))
        return is_valid
    if is_valid:
        try:
            actions.publish_statement(by=asker(request))
        except actions.Incomplete as error:
            form.add_faults(error.faults)
            return False
        messages.success(request, _("The statement is published."))
    return is_valid
