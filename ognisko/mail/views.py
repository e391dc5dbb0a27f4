from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ognisko.mail import actions
from ognisko.mail.links import links_in
from ognisko.mail.models import Letter
from ognisko.mail.permissions import can_read_letters, can_see_outbox
from ognisko.ui.parts import parts_at

PAGE = 30


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The letters of this installation, the newest first."""
    if not can_see_outbox(request):
        return _refuse(request)
    before = request.GET.get("before", "")
    found = Letter.objects.newest_first(before=int(before) if before.isdecimal() else None)
    letters = list(found.select_related("to_person").defer("text", "html", "headers")[: PAGE + 1])
    context = {
        "letters": letters[:PAGE],
        "later": _page_before(letters[PAGE - 1]) if len(letters) > PAGE else "",
        "earlier": reverse("mail:outbox") if before else "",
        "is_sending": bool(settings.SMTP_HOST),
        "parts": parts_at("mail:outbox", request=request),
    }
    return render(request, "mail/outbox.html", context)


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
        "links": links_in(found.text, found.html) if is_readable else [],
        "can_send_again": bool(settings.SMTP_HOST and found.failed_at),
    }
    return render(request, "mail/letter.html", context)


@login_not_required
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_see_outbox(request):
        return _refuse(request)
    found = get_object_or_404(Letter.objects.failed(), pk=pk)

    actions.send_again(found)
    return redirect("mail:letter", pk)


def _refuse(request: HttpRequest) -> HttpResponse:
    """Who is signed in learns nothing of the page; who is not may still turn out to be the administrator."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _page_before(last: Letter) -> str:
    return f"{reverse('mail:outbox')}?{urlencode({'before': last.pk})}"
