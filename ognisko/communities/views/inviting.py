from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ognisko.communities import actions
from ognisko.communities.forms import InviteForm
from ognisko.communities.models import Community, Consent, Invitation
from ognisko.communities.permissions import Ability, can_make_account, has_ability
from ognisko.communities.tokens import invitation_of
from ognisko.communities.views.finding import SignedIn, find
from ognisko.people import registration
from ognisko.people.forms import InvitedForm
from ognisko.people.models import Person
from ognisko.people.views.sign_in import sign_in_as


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedIn, slug: str) -> HttpResponse:
    """Paste addresses, say why; afterwards the same page tells what happened with each."""
    community = find(request, slug)
    if not has_ability(request.user, community, Ability.INVITE):
        raise PermissionDenied
    form = InviteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "communities/invite.html", _invite_page(community, form), status=status)

    made = actions.invite(community, by=request.user, **form.cleaned_data)
    return render(request, "communities/invited.html", {"community": community, "made": made})


def _invite_page(community: Community, form: InviteForm) -> dict[str, object]:
    waiting = community.invitations.open().order_by("-made_at", "-pk")
    return {"community": community, "form": form, "waiting": list(waiting[:50])}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the letter's link: it shows, and changes nothing until one of two buttons is pressed.

    The token proves that one holds the letter, so the person whose address it is need not sign in first.
    """
    invited = invitation_of(token)
    if invited is None:
        raise Http404
    person = _person_of(request, invited)
    if request.method != "POST" or invited.answered_at:
        return render(request, "communities/invitation.html", _invitation_page(request, invited, person, token))

    if request.POST.get("answer") == "join" and person:
        actions.join(invited.community, by=person, door=Consent.Door.INVITATION)
        messages.success(request, _("You are here. Ask about what you need, or answer somebody."))
        return redirect(invited.community)
    if request.POST.get("answer") == "decline":
        actions.decline_invitation(invited, token=token)
        invited.refresh_from_db()
    return render(request, "communities/invitation.html", _invitation_page(request, invited, person, token))


@require_POST
def decline(request: SignedIn, pk: int) -> HttpResponse:
    """From my week, by the person whose address it was sent to."""
    invited = get_object_or_404(Invitation.objects.open().to(request.user), pk=pk)
    actions.decline_invitation(invited, by=request.user)
    messages.success(request, _("Declined. This community does not write to you for half a year."))
    return redirect("home:my_week")


@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    invited = get_object_or_404(Invitation.objects.open().to(request.user).select_related("community"), pk=pk)
    actions.join(invited.community, by=request.user, door=Consent.Door.INVITATION)
    messages.success(request, _("You are here. Ask about what you need, or answer somebody."))
    return redirect(invited.community)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make_account(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever was invited and has no account: a name, a password if they want one, and then the page of before.

    The letter proves the address, so no other one is asked for and no further letter sent.
    """
    invited = invitation_of(token)
    if invited is None:
        raise Http404
    if request.user.is_authenticated or not can_make_account(invited):
        return redirect("communities:invitation", token=token)
    form = InvitedForm(request.POST or None, email=invited.address)
    if not form.is_valid():
        context = {"invited": invited, "community": invited.community, "form": form}
        return render(request, "communities/make_account.html", context, status=400 if form.is_bound else 200)

    try:
        person = actions.make_account(invited, token=token, **form.cleaned_data)
    except IntegrityError:  # the same form sent twice at one moment
        return redirect("communities:invitation", token=token)
    return sign_in_as(request, person, next_path=reverse("communities:invitation", args=[token]))


def _person_of(request: HttpRequest, invited: Invitation) -> Person | None:
    """Whose act pressing the button would be: nobody's, when another person is signed in or there is no account."""
    if request.user.is_authenticated:
        return request.user if request.user.email == invited.address else None
    return Person.objects.able_to_sign_in().filter(email=invited.address).first()


def _invitation_page(request: HttpRequest, invited: Invitation, person: Person | None, token: str) -> dict[str, object]:
    is_somebody_else = request.user.is_authenticated and person is None
    can_make = person is None and not is_somebody_else and can_make_account(invited)
    return {
        "invited": invited,
        "community": invited.community,
        "can_join": person is not None,
        "is_somebody_else": is_somebody_else,
        "make_account": reverse("communities:make_account", args=[token]) if can_make else "",
        "is_guest": person.is_guest if person else registration.makes_guest(invited.address),
    }
