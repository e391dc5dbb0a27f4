"""Ways to sign in without a password: the one-time link of a letter, and the cast of the demo."""

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ognisko.people import actions, letters
from ognisko.people.demo import is_demo
from ognisko.people.forms import LinkRequestForm
from ognisko.people.freshness import note_link
from ognisko.people.models import Person
from ognisko.people.sign_in import count_letter


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def link_request(request: HttpRequest) -> HttpResponse:
    """Ask for a one-time link. The answer is the same whether anybody has the address or nobody."""
    next_path = own_path(request, request.POST.get("next") or request.GET.get("next", ""))
    form = LinkRequestForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if not form.is_valid():
        return render(request, "people/link_request.html", {"form": form, "on_the_way_to": next_path})

    email = form.cleaned_data["email"]
    count_letter(request, email)
    _send_link(email, next_path)
    return render(request, "people/link_sent.html", {"email": email})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link has one button; only the button signs in, so what merely follows links changes nothing."""
    if request.method != "POST":
        found = actions.find_link(token)
        return render(request, "people/link.html", {"link": found}, status=200 if found else 410)

    used = actions.use_link(token)
    if used is None:
        return render(request, "people/link.html", {"link": None}, status=410)
    note_link(request, used.person)
    return sign_in_as(request, used.person, next_path=used.next_path)


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, handle: str) -> HttpResponse:
    if not is_demo(request):
        raise Http404
    person = get_object_or_404(Person.objects.listed().able_to_sign_in(), handle=handle)
    return sign_in_as(request, person, next_path=own_path(request, request.POST.get("next", "")))


def sign_in_as(request: HttpRequest, person: Person, *, next_path: str = "") -> HttpResponse:
    return perform_login(request, person, email=person.email, redirect_url=next_path or None)


def own_path(request: HttpRequest, path: str) -> str:
    """The path if it leads to a page of this site, else nothing."""
    hosts = {request.get_host()}
    is_own = url_has_allowed_host_and_scheme(path, allowed_hosts=hosts, require_https=request.is_secure())
    return path if is_own and len(path) <= 500 else ""


def _send_link(email: str, next_path: str) -> None:
    person = Person.objects.able_to_sign_in().filter(email=email).first()
    if person is None:
        letters.write_and_throw_away("sign_in_link", to=email, link=letters.address("people:link", "x" * 80))
        return
    token = actions.make_link(person, next_path=next_path)
    letters.write("sign_in_link", to=email, person=person, link=letters.address("people:link", token))
