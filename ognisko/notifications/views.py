from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.notifications import actions
from ognisko.notifications.forms import FollowForm, HoursForm, PreferencesForm
from ognisko.notifications.lines import page_of_lines
from ognisko.notifications.models import Following, Hours
from ognisko.people.models import Person
from ognisko.people.requests import SignedIn


@require_safe
def notices(request: SignedIn) -> HttpResponse:
    before = _number(request.GET.get("before", ""))
    lines, later = page_of_lines(request.user, before=before)

    context = {
        "lines": lines,
        "newest": max((line.newest for line in lines), default=0),
        "has_new": any(line.is_new for line in lines),
        "later": f"?before={later}" if later else "",
        "earlier": reverse("notifications:list") if before else "",
    }
    return render(request, "notifications/list.html", context)


@require_POST
def see(request: SignedIn) -> HttpResponse:
    actions.see_all(by=request.user, up_to=_number(request.POST.get("newest", "")))
    return redirect("notifications:list")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedIn) -> HttpResponse:
    form = PreferencesForm(request.POST or None, person=request.user)
    if form.is_valid():
        actions.choose_rhythms(by=request.user, kinds=form.kinds, communities=form.communities)
        messages.success(request, _("Your choices are saved."))
        return redirect("notifications:preferences")

    context = {"form": form, "hours": HoursForm(hours=_hours(request))}
    return render(request, "notifications/preferences.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["POST"])
def hours(request: SignedIn) -> HttpResponse:
    form = HoursForm(request.POST, hours=_hours(request))
    if not form.is_valid():
        context = {"form": PreferencesForm(person=request.user), "hours": form}
        return render(request, "notifications/preferences.html", context, status=422)

    actions.choose_hours(by=request.user, **form.cleaned_data)
    messages.success(request, _("Your choices are saved."))
    return redirect("notifications:preferences")


def follow_page(
    request: HttpRequest, place: str, *, community_id: int, title: str, back: str, is_thread: bool
) -> HttpResponse:
    """The three levels for one place, on a page of their own: a page of a thread asks no query for it.

    Called by the views of packages that know the place and who sees it.
    """
    person = cast(Person, request.user)
    if request.method == "POST":
        form = FollowForm(request.POST)
        if form.is_valid():
            actions.follow(place, by=person, community_id=community_id, level=form.cleaned_data["level"])
            messages.success(request, _("Your choices are saved."))
            return redirect(back)
        return HttpResponse(status=400)
    level = Following.objects.filter(person=person, place=place).values_list("level", flat=True).first()
    context = {"title": title, "back": back, "level": level or "", "is_thread": is_thread}
    return render(request, "notifications/follow.html", context)


def _hours(request: SignedIn) -> Hours:
    return Hours.objects.filter(person=request.user).first() or Hours()


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
