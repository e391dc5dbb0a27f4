"""What we keep about the person who asks, a copy of it, and the end of their account."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ognisko.people.models import Person
from ognisko.people.requests import SignedIn
from ognisko.privacy import actions, declared
from ognisko.privacy.exporting import path_of
from ognisko.privacy.forms import CloseAccountForm
from ognisko.privacy.holding import kept_about
from ognisko.privacy.models import Export
from ognisko.text.polish import slugify

SHOWN_EXPORTS = 5
FRESH = timedelta(minutes=15)


@require_safe
@never_cache
def mine(request: SignedIn) -> HttpResponse:
    exports = list(Export.objects.filter(person=request.user).order_by("-pk")[:SHOWN_EXPORTS])
    context = {
        "shelves": kept_about(request.user),
        "exports": exports,
        "is_waiting": any(export.is_open for export in exports),
    }
    return render(request, "privacy/mine.html", context)


@require_POST
def ask_export(request: SignedIn) -> HttpResponse:
    actions.ask_export(request.user, by=request.user)
    messages.success(request, _("We are making the copy. When it is ready, we will write to you."))
    return redirect("privacy:mine")


@require_safe
@never_cache
def fetch(request: SignedIn, pk: int) -> HttpResponseBase:
    export = get_object_or_404(Export.objects.kept().filter(person=request.user), pk=pk)
    path = path_of(export)
    if not path.is_file():
        raise Http404
    actions.fetch_export(export, by=request.user)
    name = f"ognisko-{slugify(request.user.name) or request.user.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def close_account(request: SignedIn) -> HttpResponse:
    """First what would be left without the person; then, with the box ticked, the end of the account."""
    if not _is_surely(request.user):
        return render(request, "privacy/prove.html")
    form = CloseAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.ask_erasure(request.user, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)
            return redirect("privacy:closed")

    concerns = declared.concerns(request.user)
    context = {"form": form, "concerns": concerns, "is_refused": any(concern.is_hard for concern in concerns)}
    return render(request, "privacy/close_account.html", context, status=422 if form.is_bound else 200)


def _is_surely(person: Person) -> bool:
    """Who has neither a password nor a second factor to ask for shows by a fresh link that the mailbox is theirs."""
    if get_reauthentication_flows(person):
        return True
    return person.last_login is not None and timezone.now() - person.last_login < FRESH


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/closed.html")
