from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ognisko.mail import actions
from ognisko.mail.forms import TrialForm
from ognisko.mail.links import links_in
from ognisko.mail.models import Letter
from ognisko.mail.outbox import KINDS, address, counts, page_of
from ognisko.mail.pauses import reasons_to_wait
from ognisko.mail.permissions import can_read_letters, can_see_outbox
from ognisko.mail.ways import is_sending
from ognisko.ui.parts import parts_at


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The letters of this installation, the newest first."""
    if not can_see_outbox(request):
        return _refuse(request)
    return _outbox(request, TrialForm(initial={"address": getattr(request.user, "email", "")}))


@login_not_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_see_outbox(request):
        return _refuse(request)
    found = get_object_or_404(Letter.objects.select_related("to_person"), pk=pk)

    is_readable = can_read_letters(request)
    context = {
        "letter": found,
        "is_readable": is_readable,
        "reason": reasons_to_wait([found]).get(found.pk, ""),
        "links": links_in(found.text, found.html) if is_readable else [],
        "can_send_again": is_sending() and found.failed_at is not None,
    }
    return render(request, "mail/letter.html", context)


@login_not_required
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_see_outbox(request):
        return _refuse(request)
    found = get_object_or_404(Letter.objects.failed(), pk=pk)

    actions.send_again(found, by=_asker(request))
    return redirect("mail:letter", pk)


@login_not_required
@require_POST
def send_all_again(request: HttpRequest) -> HttpResponse:
    if not can_see_outbox(request):
        return _refuse(request)
    count = actions.send_all_again(by=_asker(request))
    words = ngettext("%(count)s letter waits again.", "%(count)s letters wait again.", count)
    messages.success(request, words % {"count": count})
    return redirect("mail:outbox")


@login_not_required
@require_POST
def trial(request: HttpRequest) -> HttpResponse:
    """A letter to see whether letters reach people."""
    if not can_see_outbox(request):
        return _refuse(request)
    form = TrialForm(request.POST)
    if not form.is_valid():
        return _outbox(request, form, status=422)
    written = actions.write_trial(form.cleaned_data["address"])
    messages.success(request, _("The trial letter is written. See what becomes of it."))
    return redirect("mail:letter", written.pk)


def _outbox(request: HttpRequest, form: TrialForm, *, status: int = 200) -> HttpResponse:
    context = {
        "page": page_of(request.GET.get("kind", ""), request.GET.get("before", "")),
        "counts": counts(),
        "kinds": [(kind, address(kind)) for kind in ("", *KINDS)],
        "form": form,
        "is_sending": is_sending(),
        "parts": parts_at("mail:outbox", request=request),
    }
    return render(request, "mail/outbox.html", context, status=status)


def _refuse(request: HttpRequest) -> HttpResponse:
    """Who is signed in learns nothing of the page; who is not may still turn out to be the administrator."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _asker(request: HttpRequest) -> Any:
    """In the demo, whoever sits at the machine may be signed in as nobody."""
    return request.user if request.user.is_authenticated else None
