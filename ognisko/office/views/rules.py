"""Administrator's pages: who may register, free days, the switches for trouble, the settings in words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.office import actions
from ognisko.office.forms import EverybodyOutForm, FreeDayForm, ReadOnlyForm, RegistrationForm
from ognisko.office.free_days import public_holidays
from ognisko.office.keepers import asker
from ognisko.office.models import FreeDay, HouseRules
from ognisko.office.registration import Rule, rule_of_environment
from ognisko.office.settings_in_words import settings_in_words
from ognisko.ui.administration import for_duties


@for_duties("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest) -> HttpResponse:
    rules, environment = _rules(), rule_of_environment()
    kept = {"mode": rules.registration, "domains": "\n".join(rules.domains or environment.domains)}
    form = RegistrationForm(request.POST or None, initial=kept, as_environment=_as_environment(environment))
    if not form.is_valid():
        context = {"form": form, "rules": rules}
        return render(request, "office/registration.html", context, status=422 if form.is_bound else 200)

    actions.change_registration(form.cleaned_data["mode"], domains=form.cleaned_data["domains"], by=asker(request))
    messages.success(request, _("Saved. It holds from now on."))
    return redirect("office:registration")


@for_duties("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def free_days(request: HttpRequest) -> HttpResponse:
    """The days of this office and, beside them, the public holidays that nobody need write down."""
    form = FreeDayForm(request.POST or None)
    if form.is_valid():
        free = actions.add_free_day(form.cleaned_data["day"], name=form.cleaned_data["name"], by=asker(request))
        messages.success(request, _("Added: %(name)s.") % {"name": free.name})
        return redirect("office:free_days")

    today = timezone.localdate()
    language = "en" if (get_language() or "pl").startswith("en") else "pl"
    context = {
        "form": form,
        "days": list(FreeDay.objects.order_by("day")),
        "today": today,
        "years": [(year, public_holidays([year], language=language).items()) for year in (today.year, today.year + 1)],
    }
    return render(request, "office/free_days.html", context, status=422 if form.is_bound else 200)


@for_duties("administrator")
@require_POST
def remove_free_day(request: HttpRequest, pk: int) -> HttpResponse:
    free = get_object_or_404(FreeDay, pk=pk)
    actions.remove_free_day(free, by=asker(request))
    messages.success(request, _("Removed: %(name)s.") % {"name": free.name})
    return redirect("office:free_days")


@for_duties("administrator")
@require_safe
def switches(request: HttpRequest) -> HttpResponse:
    """What one needs in trouble, on one page."""
    return _switches(request, ReadOnlyForm(initial={"words": _rules().read_only_words}), EverybodyOutForm())


@for_duties("administrator")
@require_POST
def read_only(request: HttpRequest) -> HttpResponse:
    """One button switches on, with words to people; the other switches off."""
    if "off" in request.POST:
        actions.end_read_only(by=asker(request))
        messages.success(request, _("Everybody can write again."))
        return redirect("office:switches")

    form = ReadOnlyForm(request.POST)
    if not form.is_valid():
        return _switches(request, form, EverybodyOutForm(), status=422)
    actions.begin_read_only(words=form.cleaned_data["words"], by=asker(request))
    messages.success(request, _("From now on everybody only reads."))
    return redirect("office:switches")


@for_duties("administrator")
@require_POST
def sign_everybody_out(request: HttpRequest) -> HttpResponse:
    form = EverybodyOutForm(request.POST)
    if not form.is_valid():
        return _switches(request, ReadOnlyForm(initial={"words": _rules().read_only_words}), form, status=422)
    actions.sign_everybody_out(by=asker(request))
    logout(request)
    messages.success(request, _("Everybody is signed out, and so are you."))
    return redirect("account_login")


@for_duties("administrator")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Every knob in words, with what stands in the environment; secrets are never shown."""
    return render(request, "office/settings.html", {"groups": settings_in_words()})


def _switches(request: HttpRequest, form: ReadOnlyForm, out: EverybodyOutForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "out": out, "rules": _rules()}
    return render(request, "office/switches.html", context, status=status)


def _rules() -> HouseRules:
    return HouseRules.objects.filter(pk=1).first() or HouseRules()


def _as_environment(environment: Rule) -> str:
    words = HouseRules.Registration(environment.mode).label
    return _("As the settings of the machine say, now: %(words)s") % {"words": words}
