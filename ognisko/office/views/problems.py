from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.office import actions, throttle
from ognisko.office.forms import AnswerForm, CloseForm, ExtendForm, ReportForm
from ognisko.office.keepers import asker
from ognisko.office.models import AccessibilityProblem
from ognisko.ui.administration import for_duties
from ognisko.ui.errors import too_many

SHOWN = 200


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest) -> HttpResponse:
    """Anybody may say that a page cannot be used; the page they came from is filled in."""
    person = asker(request) if request.user.is_authenticated else None
    known = {"name": person.name, "email": person.email} if person else {}
    form = ReportForm(request.POST or None, initial={**known, "page": _page(request)})
    if not form.is_valid():
        return render(request, "office/report_problem.html", {"form": form}, status=422 if form.is_bound else 200)

    try:
        throttle.count_try("report_problem", throttle.of_request(request), throttle.REPORTS)
        if address := form.cleaned_data["email"]:
            throttle.count_try("report_problem_address", address, throttle.REPORTS)
    except throttle.TooMany as wait:
        return too_many(request, wait)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    actions.report_problem(by=person, language=language, **form.cleaned_data)
    return redirect("office:problem_reported")


@login_not_required
@require_safe
def problem_reported(request: HttpRequest) -> HttpResponse:
    return render(request, "office/problem_reported.html")


@for_duties("administrator")
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    found = list(AccessibilityProblem.objects.in_order()[:SHOWN])
    return render(request, "office/problems.html", {"problems": found})


@for_duties("administrator")
@require_safe
def problem(request: HttpRequest, pk: int) -> HttpResponse:
    return _page_of(request, get_object_or_404(AccessibilityProblem, pk=pk))


@for_duties("administrator")
@require_POST
def answer_problem(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AccessibilityProblem, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page_of(request, found, answer=form)
    actions.answer_problem(found, by=asker(request), text=form.cleaned_data["text"])
    messages.success(request, _written(found))
    return redirect("office:problem", pk=pk)


@for_duties("administrator")
@require_POST
def extend_problem(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AccessibilityProblem, pk=pk)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            actions.extend_problem(found, by=asker(request), **form.cleaned_data)
        except actions.TooLate:
            form.add_error("until", _("Choose a later day than now stands, at most two months after the report."))
        else:
            messages.success(request, _written(found))
            return redirect("office:problem", pk=pk)
    return _page_of(request, found, extend=form)


@for_duties("administrator")
@require_POST
def close_problem(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AccessibilityProblem, pk=pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page_of(request, found, close=form)
    actions.close_problem(found, by=asker(request), **form.cleaned_data)
    messages.success(request, _("The report is closed."))
    return redirect("office:problems")


def _page_of(
    request: HttpRequest,
    problem: AccessibilityProblem,
    *,
    answer: AnswerForm | None = None,
    extend: ExtendForm | None = None,
    close: CloseForm | None = None,
) -> HttpResponse:
    forms = {
        "answer": answer or AnswerForm(auto_id="answer_%s"),
        "extend": extend or ExtendForm(auto_id="extend_%s"),
        "close": close or CloseForm(auto_id="close_%s"),
    }
    steps = list(problem.steps.order_by("pk").select_related("by"))
    is_refused = any(form.is_bound for form in forms.values())
    context = {"problem": problem, "steps": steps, **forms}
    return render(request, "office/problem.html", context, status=422 if is_refused else 200)


def _written(problem: AccessibilityProblem) -> str:
    if problem.email:
        return _("Kept, and a letter is on its way.")
    return _("Kept. There is no e-mail address: call the person.")


def _page(request: HttpRequest) -> str:
    """Where the person came from: a page of this site, as the whole address that can be copied."""
    asked = request.GET.get("strona", "")
    return f"{settings.SITE_URL}{asked}" if asked.startswith("/") and not asked.startswith("//") else ""
