"""What everybody may see of the office."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ognisko.office import licences as third_parties
from ognisko.office.models import FundingBlock, Picture
from ognisko.office.public_face import public_face
from ognisko.text import polish
from ognisko.text.markdown import render as render_markdown
from ognisko.ui.filters import language

KINDS = {"png": "image/png", "svg": "image/svg+xml"}
INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # nothing in a picture runs, opened by itself either


@login_not_required
@require_safe
def mark(request: HttpRequest, name: str) -> HttpResponse:
    """A picture by the hash of what it holds, so that browsers keep it for ever."""
    digest, _dot, kind = name.partition(".")
    picture = get_object_or_404(Picture, digest=digest, kind=kind)
    response = HttpResponse(bytes(picture.content), content_type=KINDS[picture.kind])
    response.headers["Content-Security-Policy"] = INERT
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "office/about.html", {"film_host": urlsplit(public_face().film).hostname or ""})


@login_not_required
@require_safe
def project(request: HttpRequest) -> HttpResponse:
    """The project that pays for this place, while it must be named."""
    block = get_object_or_404(FundingBlock, pk=1, is_on=True)
    speaks = language()
    aim, effects = (getattr(block, f"{name}_{speaks}") for name in ("aim", "effects"))
    context = {
        "block": block,
        "aim": render_markdown(aim, lang=speaks).html,
        "effects": render_markdown(effects, lang=speaks).html,
        "value": _in_zloty(block.project_value, speaks),
        "contribution": _in_zloty(block.contribution, speaks),
    }
    return render(request, "office/project.html", context)


@login_not_required
@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    return render(
        request, "office/licences.html", {"programs": third_parties.programs(), "assets": third_parties.assets()}
    )


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It holds for half a year from the beginning of the month, so that it is never about to run out."""
    contact = public_face().security_contact
    if not contact:
        words = "Nobody has been named here yet to whom a weakness in security could be reported.\n"
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    first = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {first + timedelta(days=184):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: pl, en",
        f"Canonical: {settings.SITE_URL}{reverse('office:security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _in_zloty(amount: Decimal | None, language: str) -> str:
    if amount is None:
        return ""
    number = polish.number(float(amount), language, digits=2)
    return f"{number}\u00a0zł" if language == "pl" else f"PLN\u00a0{number}"
