from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ognisko.office import first_run as steps_of_first_run
from ognisko.office import throttle
from ognisko.office.forms import CodeForm
from ognisko.office.models import Office
from ognisko.ui.errors import too_many

SESSION_KEY = "first_run"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def first_run(request: HttpRequest) -> HttpResponse:
    """The door of an empty installation: whoever reads its console has the code."""
    mark = code_mark()
    if mark is None:
        return redirect("home:my_week")
    if request.method == "POST":
        try:
            throttle.count_try("first_run", throttle.of_request(request), throttle.FIRST_RUN)
        except throttle.TooMany as wait:
            return too_many(request, wait)

    form = CodeForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "steps": steps_of_first_run.steps()}
        return render(request, "office/first_run.html", context, status=422 if form.is_bound else 200)

    throttle.forget("first_run", throttle.of_request(request))
    request.session[SESSION_KEY] = {"mark": mark, "answers": request.session.get(SESSION_KEY, {}).get("answers", {})}
    return redirect("office:first_run_step", number=1)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def first_run_step(request: HttpRequest, number: int) -> HttpResponse:
    """One step of several; what was typed in the others waits in the session."""
    state = request.session.get(SESSION_KEY, {})
    steps = steps_of_first_run.steps()
    if state.get("mark") is None or state["mark"] != code_mark():
        return redirect("office:first_run")
    answers = state["answers"]
    missing = next((place for place, one in enumerate(steps, 1) if one.key not in answers), len(steps))
    if not 1 <= number <= missing:
        return redirect("office:first_run_step", number=missing)

    step = steps[number - 1]
    form = step.form(request.POST or None, kept=answers.get(step.key, {}))
    if not form.is_valid():
        context = {"form": form, "step": step, "number": number, "steps": steps}
        return render(request, "office/first_run_step.html", context, status=422 if form.is_bound else 200)

    answers[step.key] = form.answers()
    request.session.modified = True
    if number < len(steps):
        return redirect("office:first_run_step", number=number + 1)
    del request.session[SESSION_KEY]
    steps_of_first_run.finish(request, answers)
    return redirect("home:my_week")


def code_mark() -> str | None:
    """What changes with the code: a session confirmed with an older code has to confirm again; None once set up."""
    office = Office.objects.filter(pk=1).first()
    if office is not None and office.is_set_up:
        return None
    return salted_hmac("ognisko.first_run", office.first_run_code if office else "").hexdigest()
