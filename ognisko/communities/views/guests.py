from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ognisko.communities import actions
from ognisko.communities.forms import GuestTimeForm
from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import can_set_guest_time
from ognisko.communities.views.finding import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def guest_time(request: SignedIn, pk: int) -> HttpResponse:
    """Until when a guest stays in the community: set, prolonged, or taken away."""
    visible = Community.objects.visible_to(request.user)
    here = Membership.objects.current().filter(community__in=visible).select_related("community", "person")
    membership = get_object_or_404(here, pk=pk)
    if not can_set_guest_time(request.user, membership):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else None
    form = GuestTimeForm(typed, initial={"until": membership.guest_until})
    if not form.is_valid():
        context = {"form": form, "membership": membership, "community": membership.community}
        return render(request, "communities/guest_time.html", context, status=400 if form.is_bound else 200)

    actions.set_guest_time(membership, until=form.cleaned_data["until"], by=request.user)
    messages.success(request, _("The last day is changed."))
    return redirect("communities:people", slug=membership.community.slug)
