"""Language and appearance: kept in this browser, and with the person if somebody is signed in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ognisko.people import actions
from ognisko.people.models import Person
from ognisko.people.sign_in import keep_choice
from ognisko.people.views.sign_in import own_path

APPEARANCE_COOKIE = "ognisko_appearance"


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()

    if request.user.is_authenticated:
        actions.set_language(request.user, by=request.user, language=chosen)
    return _back(request, settings.LANGUAGE_COOKIE_NAME, chosen)


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("appearance", "")
    if chosen not in Person.Appearance.values:
        return HttpResponseBadRequest()

    if request.user.is_authenticated:
        actions.set_appearance(request.user, by=request.user, appearance=chosen)
    return _back(request, APPEARANCE_COOKIE, chosen)


def _back(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    response = redirect(own_path(request, request.POST.get("next", "")) or "/")
    keep_choice(response, cookie, value)
    return response
