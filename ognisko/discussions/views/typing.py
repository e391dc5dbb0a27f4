"""What the editor asks while somebody types: a draft kept, a preview, people after @."""

from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from markupsafe import Markup

from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import role_of
from ognisko.discussions import actions
from ognisko.discussions.actions.private import may_write_at
from ognisko.discussions.actions.writing import LONGEST_TEXT
from ognisko.discussions.models import Draft
from ognisko.discussions.permissions import people_who_see
from ognisko.discussions.typeset import typeset
from ognisko.discussions.views.finding import SignedIn, find_community
from ognisko.people.models import Person
from ognisko.text.clean import clean_text
from ognisko.text.polish import fold

MOST_SUGGESTED = 8


@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: SignedIn) -> HttpResponse:
    """GET ?place= gives the draft kept there, POST keeps one, DELETE throws it away; each person has their own."""
    fields = request.POST if request.method == "POST" else request.GET or QueryDict(request.body)
    place = fields.get("place", "")
    if not may_write_at(place, request.user):
        raise Http404
    if request.method == "POST":
        actions.save_draft(place, by=request.user, text=fields.get("text", ""), title=fields.get("title", ""))
        return HttpResponse(status=204)
    if request.method == "DELETE":
        actions.throw_draft_away(place, by=request.user)
        return HttpResponse(status=204)
    kept = Draft.objects.filter(person=request.user, place=place).values("title", "text", "saved_at").first()
    return JsonResponse(kept or {"title": "", "text": "", "saved_at": None})


@require_POST
def preview(request: SignedIn) -> HttpResponse:
    """The text as it will look when posted."""
    community = find_community(request, request.POST.get("community", ""))
    text = clean_text(request.POST.get("text", ""))[:LONGEST_TEXT]
    html = typeset(text, community, by=request.user).html if text.strip() else ""
    template = "discussions/_preview.html" if request.htmx else "discussions/preview.html"
    return render(request, template, {"html": Markup(html), "language": community.language})  # noqa: S704


@require_GET
def mentions(request: SignedIn) -> HttpResponse:
    """People who see the community and whose name, surname or handle begins with what was typed after @."""
    community = find_community(request, request.GET.get("community", ""))
    begun = fold(clean_text(request.GET.get("q", "")))[:40].strip()
    people: list[Person] = []
    if begun:
        named = Q(folded_name__startswith=begun) | Q(folded_name__contains=f" {begun}") | Q(handle__startswith=begun)
        seeing = people_who_see(community).visible_to(request.user).exclude(pk=request.user.pk)
        people = list(
            seeing.filter(named, _shown_to(request.user, community))
            .select_related("unit")
            .order_by("sort_key", "pk")[:MOST_SUGGESTED]
        )
    found = [{"handle": p.handle, "name": p.name, "unit": p.unit.name if p.unit else ""} for p in people]
    return JsonResponse({"people": found})


def _shown_to(person: Person, community: Community) -> Q:
    """Who stands in the directory; to those inside, everybody who is inside too."""
    shown = Q(is_listed=True)
    if role_of(person, community):
        shown |= Q(pk__in=Membership.objects.current().filter(community=community).values("person"))
    return shown
