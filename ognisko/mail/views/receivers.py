"""What receivers of letters do: get no more of a kind, say that an address works again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ognisko.mail import actions, pauses
from ognisko.mail.models import PausedAddress
from ognisko.mail.unsubscribing import wish_of


@csrf_exempt  # a mail program posts without a cookie (RFC 8058); the link itself is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, so that a scanner may follow the link; the button, or a mail program, posts."""
    wish = wish_of(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        wish.come_true()
    return render(request, "mail/unsubscribe.html", {"words": wish.words(), "is_done": request.method == "POST"})


@require_http_methods(["GET", "HEAD", "POST"])
def paused(request: HttpRequest) -> HttpResponse:
    """Why letters to the person's address wait, and a letter to try whether it works again."""
    found = get_object_or_404(PausedAddress, address=(getattr(request.user, "email", None) or "").lower())
    if request.method == "POST":
        actions.write_to_paused(found, request.user)  # type: ignore[arg-type]
        messages.success(request, _("The letter is written. Follow the link in it."))
        return redirect("mail:paused")
    return render(request, "mail/paused.html", {"paused": found})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    found = pauses.paused_of(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        pauses.resume(found)
    return render(request, "mail/resume.html", {"address": found.address, "is_done": request.method == "POST"})
