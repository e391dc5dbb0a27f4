from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ognisko.people.models import Person
from ognisko.people.requests import SignedIn
from ognisko.people.structure import path_to
from ognisko.ui.parts import parts_at


@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """What somebody does, can help with and would like to learn; what higher packages know of them stands below."""
    people = Person.objects.visible_to(request.user).select_related("organisation", "unit")
    shown = get_object_or_404(people, pk=pk)

    context = {
        "shown": shown,
        "is_own": shown == request.user,
        "units": path_to(shown.unit),
        "parts": parts_at("people:show", shown=shown, person=request.user, request=request),
    }
    return render(request, "people/show.html", context)
