from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from ognisko.people.models import Merger, Person
from ognisko.people.requests import SignedIn
from ognisko.people.structure import path_to
from ognisko.ui.parts import parts_at


@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """What somebody does, can help with and would like to learn; what higher packages know of them stands below.

    The address of a double leads to the account that was kept.
    """
    people = Person.objects.visible_to(request.user).select_related("organisation", "unit")
    shown = people.filter(pk=pk).first()
    if shown is None:
        merger = get_object_or_404(Merger.objects.filter(into__in=people).select_related("into"), double=pk)
        return redirect(merger.into, permanent=True)

    context = {
        "shown": shown,
        "is_own": shown == request.user,
        "units": path_to(shown.unit),
        "parts": parts_at("people:show", shown=shown, person=request.user, request=request),
    }
    return render(request, "people/show.html", context)
