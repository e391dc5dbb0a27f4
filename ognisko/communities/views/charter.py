from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ognisko.communities import actions
from ognisko.communities.forms import CharterForm
from ognisko.communities.models import Community
from ognisko.communities.permissions import Ability, can_create_community, has_ability
from ognisko.communities.views.finding import SignedIn, find
from ognisko.text.clean import clean_text


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn) -> HttpResponse:
    if not can_create_community(request.user):
        raise PermissionDenied
    form = CharterForm(request.POST or None, by=request.user, initial=_beginnings())
    if request.method != "POST" or "preview" in request.POST or not form.is_valid():
        return _answer(request, form, "communities/create.html")

    community = actions.create_community(by=request.user, **form.charter())
    messages.success(request, _("The community is here. Ask the first question, then invite people."))
    return redirect(community)


@require_http_methods(["GET", "HEAD", "POST"])
def charter(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    if not has_ability(request.user, community, Ability.EDIT_CHARTER):
        raise PermissionDenied
    form = CharterForm(request.POST or None, by=request.user, community=community, initial=_as_it_stands(community))
    if request.method != "POST" or "preview" in request.POST or not form.is_valid():
        return _answer(request, form, "communities/charter.html", community)

    actions.change_charter(community, by=request.user, **form.charter())
    messages.success(request, _("The charter is changed."))
    return redirect(community)


@require_POST
def sentence(request: SignedIn) -> HttpResponse:
    """The topic as it is being typed, with its hinges."""
    return render(request, "communities/_sentence.html", {"topic": clean_text(request.POST.get("topic", ""))[:300]})


def _answer(request: SignedIn, form: CharterForm, page: str, community: Community | None = None) -> HttpResponse:
    """The form as it was typed; a look at the topic sentence is no attempt to save, so it shows no errors."""
    topic = str(form["topic"].value() or "")
    if "preview" in request.POST:
        form = CharterForm(by=request.user, community=community, initial=_typed(request, form))
    status = 400 if form.is_bound and form.errors else 200
    return render(request, page, {"form": form, "topic": topic, "community": community}, status=status)


def _typed(request: SignedIn, form: CharterForm) -> dict[str, object]:
    return {name: form[name].value() for name in form.fields}


def _beginnings() -> dict[str, object]:
    language = "en" if (get_language() or "pl").startswith("en") else "pl"
    return {
        "rhythm": Community.Rhythm.MONTHLY,
        "visibility": Community.Visibility.EVERYONE,
        "entry": Community.Entry.OPEN,
        "area": Community.Area.OTHER,
        "language": language,
    }


def _as_it_stands(community: Community) -> dict[str, object]:
    stands = {name: getattr(community, name) for name in actions.CHARTER}
    return {**stands, "organisations": list(community.organisations.values_list("pk", flat=True))}
